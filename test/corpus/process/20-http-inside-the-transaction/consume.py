import json
import os
import signal
import traceback

import pika


def consume(handle):
    """Hands each message of the queue over; a failure gives it back to the queue."""
    connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
    channel = connection.channel()
    channel.basic_qos(prefetch_count=10)

    def on_message(channel, method, _, body):
        try:
            handle(json.loads(body))
        except Exception:
            traceback.print_exc()
            channel.basic_nack(method.delivery_tag)
        else:
            channel.basic_ack(method.delivery_tag)

    channel.basic_consume("orders", on_message)
    signal.signal(signal.SIGTERM, lambda *_: connection.add_callback_threadsafe(channel.stop_consuming))
    channel.start_consuming()
    connection.close()
