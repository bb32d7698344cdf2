import asyncio
import os

import nats
from written import write_down


async def main():
    connection = await nats.connect(os.environ["NATS_URL"])
    jetstream = connection.jetstream()
    await jetstream.add_stream(name="ORDERS", subjects=["orders.>"])
    subscription = await jetstream.pull_subscribe("orders.placed", durable="billing", stream="ORDERS")
    while True:
        try:
            messages = await subscription.fetch(1, timeout=1)
        except nats.errors.TimeoutError:
            continue
        for message in messages:
            write_down(message.data)
            await jetstream.publish("invoices.created", message.data)
            await message.ack()


asyncio.run(main())
