import json
import os
import signal
import sys

from confluent_kafka import Consumer

from handlers import handlers

handle = handlers[sys.argv[1]]
consumer = Consumer(
    {
        "bootstrap.servers": os.environ["KAFKA_BROKERS"],
        "group.id": "billing",
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "session.timeout.ms": 6000,
    }
)
consumer.subscribe(["orders"])
stopping = False


def stop(*_):
    global stopping
    stopping = True


signal.signal(signal.SIGTERM, stop)
while not stopping:
    message = consumer.poll(0.5)
    if message is None or message.error():
        continue
    handle(json.loads(message.value()))
    consumer.commit(message, asynchronous=False)
consumer.close()
