def billing(database):
    def handle(event):
        cursor = database.cursor()
        try:
            cursor.execute("INSERT INTO inbox VALUES (%s) ON CONFLICT DO NOTHING", [event["event_id"]])
            if cursor.rowcount == 1:
                cursor.execute(
                    "INSERT INTO balances VALUES (%(account)s, %(amount)s)"
                    " ON CONFLICT (account) DO UPDATE SET amount = balances.amount + excluded.amount",
                    event["data"],
                )
            database.commit()
        except Exception:
            database.rollback()
            raise

    return handle
