import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

final class Handlers {
  private final Connection database;
  private final ObjectMapper json = new ObjectMapper();

  Handlers() throws SQLException {
    database = DriverManager.getConnection(jdbc(System.getenv("DATABASE_URL")));
  }

  void handle(String name, byte[] body) throws Exception {
    JsonNode event = json.readTree(body);
    switch (name) {
      case "increment" -> add(event);
      case "mark-before-effect" -> {
        if (mark(event)) add(event);
      }
      case "two-commits" -> {
        if (isMarked(event)) return;
        add(event);
        mark(event);
      }
      case "inbox" -> inbox(event);
      default -> throw new IllegalArgumentException(name);
    }
  }

  private void inbox(JsonNode event) throws SQLException {
    database.setAutoCommit(false);
    try {
      if (mark(event)) add(event);
      database.commit();
    } catch (SQLException error) {
      database.rollback();
      throw error;
    } finally {
      database.setAutoCommit(true);
    }
  }

  private void add(JsonNode event) throws SQLException {
    var sql = "INSERT INTO balances VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET amount = balances.amount + excluded.amount";
    try (var statement = database.prepareStatement(sql)) {
      statement.setString(1, event.at("/data/account").asText());
      statement.setLong(2, event.at("/data/amount").asLong());
      statement.executeUpdate();
    }
  }

  private boolean mark(JsonNode event) throws SQLException {
    try (var statement = database.prepareStatement("INSERT INTO inbox VALUES ('billing', ?) ON CONFLICT DO NOTHING")) {
      statement.setString(1, event.get("event_id").asText());
      return statement.executeUpdate() == 1;
    }
  }

  private boolean isMarked(JsonNode event) throws SQLException {
    try (var statement = database.prepareStatement("SELECT 1 FROM inbox WHERE consumer = 'billing' AND event_id = ?")) {
      statement.setString(1, event.get("event_id").asText());
      return statement.executeQuery().next();
    }
  }

  static String jdbc(String url) {
    var at = URI.create(url);
    var port = at.getPort() < 0 ? 5432 : at.getPort();
    var user = at.getUserInfo() == null ? "" : at.getUserInfo();
    var parts = user.split(":", 2);
    var login = user.isEmpty() ? "" : "?user=" + parts[0] + (parts.length > 1 ? "&password=" + parts[1] : "");
    return "jdbc:postgresql://" + at.getHost() + ":" + port + at.getPath() + login;
  }
}
