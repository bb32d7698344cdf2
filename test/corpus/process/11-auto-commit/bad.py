from billing import run

run({"auto.commit.interval.ms": 100}, lambda consumer: None)
