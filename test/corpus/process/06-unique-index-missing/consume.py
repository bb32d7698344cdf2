import json
import signal
import threading
import traceback

import boto3


def consume(handle):
    """Hands each message of the queue over and deletes it then; a failure leaves it until its visibility timeout."""
    sqs = boto3.client("sqs")
    queue = sqs.get_queue_url(QueueName="orders")["QueueUrl"]
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    while not stopping.is_set():
        for message in sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=2).get("Messages", []):
            try:
                handle(json.loads(message["Body"]))
            except Exception:
                traceback.print_exc()
            else:
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
