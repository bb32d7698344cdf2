import asyncio
import os

import psycopg

from consume import consume

database = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def handle(event):
    database.execute(
        "INSERT INTO payments VALUES (%(id)s, %(account)s, %(amount)s)"
        " ON CONFLICT (event_id) DO UPDATE SET account = excluded.account, amount = excluded.amount",
        {"id": event["event_id"], **event["data"]},
    )


asyncio.run(consume(handle))
