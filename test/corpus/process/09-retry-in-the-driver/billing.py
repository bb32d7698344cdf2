import json
import os

import psycopg

from consume import consume


def run(http, headers_of):
    database = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)

    def handle(event):
        with database.transaction():
            marked = database.execute("INSERT INTO inbox VALUES (%s) ON CONFLICT DO NOTHING", [event["event_id"]])
            if marked.rowcount == 1:
                body = json.dumps(event["data"])
                answer = http.request("POST", os.environ["HTTP_URL"] + "/charges", body=body, headers=headers_of(event))
                if answer.status >= 400:
                    raise RuntimeError(f"The payment service answered {answer.status}")

    consume(handle)
