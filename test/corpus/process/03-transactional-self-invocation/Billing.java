import com.fasterxml.jackson.databind.JsonNode;

interface Billing {
  void bill(JsonNode event);
}
