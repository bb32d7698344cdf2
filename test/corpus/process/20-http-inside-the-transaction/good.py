from billing import run

run(lambda event: {"content-type": "application/json", "idempotency-key": event["event_id"]})
