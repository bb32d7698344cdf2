# Amounts in SQLite, from Python. python3 ledger.py inbox | two-commits
import json, os, socket, sqlite3, sys

db = sqlite3.connect(os.environ["STATE_DIR"] + "/ledger.db", isolation_level=None, timeout=5)
db.execute("CREATE TABLE IF NOT EXISTS levels (sku TEXT PRIMARY KEY, pieces INTEGER)")
db.execute("CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY)")
add = "INSERT INTO levels VALUES (?, ?) ON CONFLICT (sku) DO UPDATE SET pieces = pieces + excluded.pieces"
broker = socket.create_connection(("127.0.0.1", int(os.environ["BROKER_PORT"]))).makefile("rw", encoding="utf8", newline="\n")
for line in broker:
    delivery = json.loads(line)
    event = delivery["message"]
    change = (event["body"]["sku"], event["body"]["pieces"])
    if sys.argv[1] == "inbox":
        db.execute("BEGIN IMMEDIATE")
        if db.execute("INSERT INTO seen VALUES (?) ON CONFLICT DO NOTHING", (event["id"],)).rowcount:
            db.execute(add, change)
        db.execute("COMMIT")
    elif not db.execute("SELECT 1 FROM seen WHERE id = ?", (event["id"],)).fetchone():
        db.execute(add, change)
        db.execute("INSERT INTO seen VALUES (?)", (event["id"],))
    broker.write(json.dumps({"ack": delivery["deliver"]}) + "\n")
    broker.flush()
