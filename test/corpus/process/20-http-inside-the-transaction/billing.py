import json
import os

import psycopg
import urllib3

from consume import consume


def run(headers_of):
    database = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    http = urllib3.PoolManager(retries=False)

    def handle(event):
        with database.transaction():
            marked = database.execute("INSERT INTO inbox VALUES (%s) ON CONFLICT DO NOTHING", [event["event_id"]])
            if marked.rowcount == 1:
                answer = http.request(
                    "POST", os.environ["HTTP_URL"] + "/charges", body=json.dumps(event["data"]), headers=headers_of(event)
                )
                if answer.status >= 400:
                    raise RuntimeError(f"The payment service answered {answer.status}")
                database.execute("INSERT INTO entries VALUES (%(account)s, %(amount)s)", event["data"])

    consume(handle)
