import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

@Configuration
@EnableTransactionManagement
class App {
  private static String books;

  public static void main(String[] args) {
    books = args[0];
    var context = new AnnotationConfigApplicationContext(App.class);
    context.registerShutdownHook();
  }

  @Bean
  Billing billing(JdbcTemplate jdbc) {
    return books.equals("checked") ? new CheckedBooks(jdbc) : new Books(jdbc);
  }

  @Bean
  ConcurrentMessageListenerContainer<byte[], byte[]> listener(Billing billing) {
    Map<String, Object> settings = Map.of(
      "bootstrap.servers", System.getenv("KAFKA_BROKERS"),
      "auto.offset.reset", "earliest",
      "session.timeout.ms", 6000,
      "enable.auto.commit", false);
    var factory = new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var properties = new ContainerProperties("orders");
    properties.setGroupId("billing");
    properties.setAckMode(AckMode.RECORD);
    var json = new ObjectMapper();
    properties.setMessageListener((MessageListener<byte[], byte[]>) (ConsumerRecord<byte[], byte[]> record) -> {
      try {
        billing.bill(json.readTree(record.value()));
      } catch (java.io.IOException error) {
        throw new IllegalArgumentException(error);
      }
    });
    return new ConcurrentMessageListenerContainer<>(factory, properties);
  }

  @Bean
  JdbcTemplate jdbc(DataSource dataSource) {
    return new JdbcTemplate(dataSource);
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new DataSourceTransactionManager(dataSource);
  }

  @Bean
  /** What libpq takes, as JDBC takes it. */
  static DataSource dataSource() {
    var at = URI.create(System.getenv("DATABASE_URL"));
    var parts = at.getUserInfo() == null ? new String[] {""} : at.getUserInfo().split(":", 2);
    var url = "jdbc:postgresql://" + at.getHost() + ":" + (at.getPort() < 0 ? 5432 : at.getPort()) + at.getPath();
    return new DriverManagerDataSource(url, parts[0], parts.length > 1 ? parts[1] : "");
  }
}
