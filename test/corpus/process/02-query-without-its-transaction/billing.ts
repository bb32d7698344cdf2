import { transaction, type Queries } from "./database.ts";
import type { OrderPlaced } from "./event.ts";

export interface Accounts {
  book(order: OrderPlaced["data"], db: Queries): Promise<void>;
}

export function billing(accounts: Accounts) {
  return (event: OrderPlaced): Promise<void> =>
    transaction(async (client) => {
      const { rowCount } = await client.query("INSERT INTO inbox VALUES ($1) ON CONFLICT DO NOTHING", [event.event_id]);
      if (rowCount === 1) await accounts.book(event.data, client);
    });
}
