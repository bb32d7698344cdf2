import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

class OwnInbox implements Memory {
  private final JdbcTemplate jdbc;

  OwnInbox(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public boolean isNew(String eventId) {
    return jdbc.update("INSERT INTO inbox VALUES (?) ON CONFLICT DO NOTHING", eventId) == 1;
  }
}
