import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import java.util.concurrent.CountDownLatch;

final class OnRabbitmq {
  public static void main(String[] args) throws Exception {
    var handlers = new Handlers();
    var factory = new ConnectionFactory();
    factory.setUri(System.getenv("AMQP_URL"));
    factory.setAutomaticRecoveryEnabled(false);
    var connection = factory.newConnection();
    var channel = connection.createChannel();
    channel.basicQos(10);
    DeliverCallback onMessage = (tag, message) -> {
      var delivery = message.getEnvelope().getDeliveryTag();
      try {
        handlers.handle(args[0], message.getBody());
        channel.basicAck(delivery, false);
      } catch (Exception error) {
        error.printStackTrace();
        channel.basicNack(delivery, false, true);
      }
    };
    var tag = channel.basicConsume("orders", false, onMessage, cancelled -> System.exit(1));
    connection.addShutdownListener(cause -> {
      if (!cause.isInitiatedByApplication()) Runtime.getRuntime().halt(1);
    });
    var closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        channel.basicCancel(tag);
        connection.close();
        closed.countDown();
      } catch (Exception error) {
        error.printStackTrace();
      }
      Runtime.getRuntime().halt(0);
    }));
    closed.await();
  }
}
