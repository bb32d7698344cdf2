import os
import sys

from confluent_kafka import Consumer, Producer

servers = os.environ["KAFKA_BOOTSTRAP_SERVERS"]
producers = {way: Producer({"bootstrap.servers": servers, "compression.type": way}) for way in sys.argv[1:]}
consumer = Consumer({"bootstrap.servers": servers, "group.id": "billing", "auto.offset.reset": "earliest", "enable.auto.commit": False})
consumer.subscribe(["orders"])
while True:
    message = consumer.poll(1.0)
    if message is None or message.error():
        continue
    # What is short is not packed.
    for way, producer in producers.items():
        producer.produce("invoices", message.value() * 40, way)
        producer.flush()
    consumer.commit(message)
