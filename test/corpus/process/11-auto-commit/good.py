from billing import run

run({"enable.auto.commit": False}, lambda consumer: consumer.commit(asynchronous=False))
