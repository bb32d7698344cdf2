import asyncio
import json
import os
import signal
import traceback

import nats


async def consume(handle):
    """Hands over one message after the other; a failure gives it back for a second."""
    connection = await nats.connect(os.environ["NATS_URL"])
    subscription = await connection.jetstream().pull_subscribe_bind(consumer="billing", stream="ORDERS")
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    while not stop.is_set():
        try:
            messages = await subscription.fetch(10, timeout=1)
        except asyncio.TimeoutError:
            continue
        for message in messages:
            try:
                handle(json.loads(message.data))
            except Exception:
                traceback.print_exc()
                await message.nak(delay=1)
            else:
                await message.ack()
    await connection.close()
