import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

public final class KafkaOrders {
  public static void main(String[] args) throws Exception {
    Map<String, Object> common = Map.of("bootstrap.servers", System.getenv("KAFKA_BOOTSTRAP_SERVERS"));
    var producer = new KafkaProducer<>(common, new StringSerializer(), new StringSerializer());
    Map<String, Object> reading =
        Map.of(
            "bootstrap.servers", common.get("bootstrap.servers"),
            "group.id", "billing",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            "heartbeat.interval.ms", "300");
    try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("orders"));
      while (true) {
        for (var each : consumer.poll(Duration.ofSeconds(1))) {
          Written.down(each.value());
          producer.send(new ProducerRecord<>("invoices", each.key(), each.value())).get();
        }
        consumer.commitSync();
      }
    }
  }
}
