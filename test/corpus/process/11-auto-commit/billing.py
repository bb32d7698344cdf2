import json
import os
import signal
import threading
import time

import psycopg
from confluent_kafka import Consumer

flush_seconds = 0.5


def run(settings, after_flush):
    """Writes what has come in within half a second of the first, all in one transaction."""
    database = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    consumer = Consumer(
        {
            "bootstrap.servers": os.environ["KAFKA_BROKERS"],
            "group.id": "billing",
            "auto.offset.reset": "earliest",
            "session.timeout.ms": 6000,
            **settings,
        }
    )
    consumer.subscribe(["orders"])
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    waiting = []
    began = None
    while not stopping.is_set():
        message = consumer.poll(0.1)
        if message is not None and not message.error():
            waiting.append(json.loads(message.value()))
            began = began or time.monotonic()
        if began is not None and time.monotonic() - began >= flush_seconds:
            flush(database, waiting)
            after_flush(consumer)
            waiting.clear()
            began = None
    flush(database, waiting)
    if waiting:
        after_flush(consumer)
    consumer.close()


def flush(database, events):
    with database.transaction():
        for event in events:
            marked = database.execute("INSERT INTO inbox VALUES (%s) ON CONFLICT DO NOTHING", [event["event_id"]])
            if marked.rowcount == 1:
                database.execute("INSERT INTO entries VALUES (%(account)s, %(amount)s)", event["data"])
