import json

import pika
import psycopg

database = psycopg.connect("postgresql://shop:shop-secret@localhost/shop", autocommit=True)
channel = pika.BlockingConnection(pika.ConnectionParameters("localhost")).channel()
channel.queue_declare("orders", durable=True)


def handle(channel, method, _, body):
    event = json.loads(body)
    database.execute(
        "INSERT INTO levels VALUES (%s, %s) ON CONFLICT (sku) DO UPDATE SET pieces = levels.pieces + excluded.pieces",
        (event["body"]["sku"], event["body"]["pieces"]),
    )
    channel.basic_ack(method.delivery_tag)


channel.basic_consume("orders", handle)
channel.start_consuming()
