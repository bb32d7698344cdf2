import os

import psycopg

database = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def handle(event):
    with database.transaction():
        marked = database.execute("INSERT INTO inbox VALUES (%s) ON CONFLICT DO NOTHING", [event["event_id"]])
        if marked.rowcount == 1:
            database.execute("INSERT INTO entries VALUES (%(account)s, %(amount)s)", event["data"])
