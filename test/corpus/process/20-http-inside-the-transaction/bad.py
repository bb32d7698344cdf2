import uuid

from billing import run

run(lambda event: {"content-type": "application/json", "idempotency-key": str(uuid.uuid4())})
