import json
import os
import signal
import threading

from confluent_kafka import Consumer


def consume(handle):
    """Hands one record after the other over and commits its offset then; a failure ends the process."""
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
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    while not stopping.is_set():
        message = consumer.poll(0.5)
        if message is None or message.error():
            continue
        handle(json.loads(message.value()))
        consumer.commit(message, asynchronous=False)
    consumer.close()
