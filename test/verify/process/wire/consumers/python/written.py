import json
import os


def write_down(text):
    with open(os.environ["HANDLED"], "a") as file:
        file.write(json.loads(text)["event_id"] + "\n")
