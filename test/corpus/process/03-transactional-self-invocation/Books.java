import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

class Books implements Billing {
  private final JdbcTemplate jdbc;

  Books(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public void bill(JsonNode event) {
    if (jdbc.update("INSERT INTO inbox VALUES (?) ON CONFLICT DO NOTHING", event.get("event_id").asText()) == 0) return;
    var data = event.get("data");
    jdbc.update("INSERT INTO entries VALUES (?, ?)", data.get("account").asText(), data.get("amount").asLong());
  }
}
