import json
import signal
import sys
import traceback

import boto3

from handlers import handlers

handle = handlers[sys.argv[1]]
sqs = boto3.client("sqs")
queue = sqs.get_queue_url(QueueName="orders")["QueueUrl"]
stopping = False


def stop(*_):
    global stopping
    stopping = True


signal.signal(signal.SIGTERM, stop)
while not stopping:
    for message in sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=2).get("Messages", []):
        try:
            handle(json.loads(message["Body"]))
        except Exception:
            traceback.print_exc()
        else:
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
