import os

from confluent_kafka import Consumer, Producer
from written import write_down

servers = os.environ["KAFKA_BOOTSTRAP_SERVERS"]
producer = Producer({"bootstrap.servers": servers})
consumer = Consumer(
    {"bootstrap.servers": servers, "group.id": "billing", "auto.offset.reset": "earliest", "enable.auto.commit": False, "heartbeat.interval.ms": 300}
)
consumer.subscribe(["orders"])
while True:
    message = consumer.poll(1.0)
    if message is None or message.error():
        continue
    write_down(message.value())
    producer.produce("invoices", message.value(), message.key())
    producer.flush()
    consumer.commit(message)
