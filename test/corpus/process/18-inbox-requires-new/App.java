import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import javax.sql.DataSource;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

@Configuration
@EnableTransactionManagement(proxyTargetClass = true)
class App {
  private static String memory;

  public static void main(String[] args) {
    memory = args[0];
    var context = new AnnotationConfigApplicationContext(App.class);
    context.registerShutdownHook();
  }

  @Bean
  Memory memory(JdbcTemplate jdbc) {
    return memory.equals("own") ? new OwnInbox(jdbc) : new Inbox(jdbc);
  }

  @Bean
  Billing billing(JdbcTemplate jdbc, Memory memory) {
    return new Billing(jdbc, memory);
  }

  @Bean
  SimpleMessageListenerContainer listener(Billing billing) {
    var container = new SimpleMessageListenerContainer(new CachingConnectionFactory(URI.create(System.getenv("AMQP_URL"))));
    container.setQueueNames("orders");
    container.setPrefetchCount(5);
    var json = new ObjectMapper();
    container.setMessageListener((MessageListener) message -> {
      try {
        billing.bill(json.readTree(message.getBody()));
      } catch (java.io.IOException error) {
        throw new IllegalArgumentException(error);
      }
    });
    return container;
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
