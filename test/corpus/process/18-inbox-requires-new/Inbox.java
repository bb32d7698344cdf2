import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

class Inbox implements Memory {
  private final JdbcTemplate jdbc;

  Inbox(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional(propagation = Propagation.REQUIRED)
  public boolean isNew(String eventId) {
    return jdbc.update("INSERT INTO inbox VALUES (?) ON CONFLICT DO NOTHING", eventId) == 1;
  }
}
