import com.rabbitmq.client.ConnectionFactory;
import java.nio.charset.StandardCharsets;

public final class RabbitConsumer {
  public static void main(String[] args) throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(System.getenv("AMQP_URL"));
    var channel = factory.newConnection().createChannel();
    channel.queueDeclare("orders", true, false, false, null);
    channel.basicQos(5);
    channel.basicConsume(
        "orders",
        false,
        (tag, delivery) -> {
          Written.down(new String(delivery.getBody(), StandardCharsets.UTF_8));
          channel.basicPublish("", "invoices", null, delivery.getBody());
          channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        },
        tag -> System.exit(1));
  }
}
