import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

final class OnKafka {
  public static void main(String[] args) throws Exception {
    var handlers = new Handlers();
    Map<String, Object> settings = Map.of(
      "bootstrap.servers", System.getenv("KAFKA_BROKERS"),
      "group.id", "billing",
      "auto.offset.reset", "earliest",
      "enable.auto.commit", false,
      "session.timeout.ms", 6000);
    var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      consumer.wakeup();
      try {
        main.join();
      } catch (InterruptedException ignored) {
        return;
      }
      Runtime.getRuntime().halt(0);
    }));
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          handlers.handle(args[0], record.value());
          var partition = new TopicPartition(record.topic(), record.partition());
          consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }
}
