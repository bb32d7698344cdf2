import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Not final: Spring makes a subclass of it that opens the transaction. */
class Billing {
  private final JdbcTemplate jdbc;
  private final Memory memory;

  Billing(JdbcTemplate jdbc, Memory memory) {
    this.jdbc = jdbc;
    this.memory = memory;
  }

  @Transactional
  public void bill(JsonNode event) {
    if (!memory.isNew(event.get("event_id").asText())) return;
    var data = event.get("data");
    jdbc.update("INSERT INTO entries VALUES (?, ?)", data.get("account").asText(), data.get("amount").asLong());
  }
}
