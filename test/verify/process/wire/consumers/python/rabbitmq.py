import os

import pika
from written import write_down

connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
channel = connection.channel()
channel.queue_declare("orders", durable=True)
channel.basic_qos(prefetch_count=1)


def handle(channel, method, properties, body):
    write_down(body)
    channel.basic_publish("", "invoices", body)
    channel.basic_ack(method.delivery_tag)


channel.basic_consume("orders", handle)
channel.start_consuming()
