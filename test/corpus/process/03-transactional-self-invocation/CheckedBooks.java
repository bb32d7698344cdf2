import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

class CheckedBooks implements Billing {
  private final JdbcTemplate jdbc;

  CheckedBooks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void bill(JsonNode event) {
    if (!event.hasNonNull("event_id")) throw new IllegalArgumentException("An event without an id");
    book(event);
  }

  @Transactional
  public void book(JsonNode event) {
    if (jdbc.update("INSERT INTO inbox VALUES (?) ON CONFLICT DO NOTHING", event.get("event_id").asText()) == 0) return;
    var data = event.get("data");
    jdbc.update("INSERT INTO entries VALUES (?, ?)", data.get("account").asText(), data.get("amount").asLong());
  }
}
