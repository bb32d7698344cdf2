import os
import psycopg

database = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def add(event):
    database.execute(
        "INSERT INTO balances VALUES (%(account)s, %(amount)s)"
        " ON CONFLICT (account) DO UPDATE SET amount = balances.amount + excluded.amount",
        event["data"],
    )


def mark(event):
    inserted = database.execute("INSERT INTO inbox VALUES ('billing', %s) ON CONFLICT DO NOTHING", [event["event_id"]])
    return inserted.rowcount == 1


def is_marked(event):
    found = database.execute("SELECT 1 FROM inbox WHERE consumer = 'billing' AND event_id = %s", [event["event_id"]])
    return found.fetchone() is not None


def increment(event):
    add(event)


def mark_before_effect(event):
    if mark(event):
        add(event)


def two_commits(event):
    if not is_marked(event):
        add(event)
        mark(event)


def inbox(event):
    with database.transaction():
        if mark(event):
            add(event)


handlers = {
    "increment": increment,
    "mark-before-effect": mark_before_effect,
    "two-commits": two_commits,
    "inbox": inbox,
}
