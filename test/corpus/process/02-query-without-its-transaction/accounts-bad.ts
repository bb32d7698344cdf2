import { pool, type Queries } from "./database.ts";
import type { OrderPlaced } from "./event.ts";

export async function book(order: OrderPlaced["data"], db: Queries = pool): Promise<void> {
  await db.query("INSERT INTO accounts VALUES ($1) ON CONFLICT DO NOTHING", [order.account]);
  await addEntry(order);
}

async function addEntry({ account, amount }: OrderPlaced["data"], db: Queries = pool): Promise<void> {
  await db.query("INSERT INTO entries VALUES ($1, $2)", [account, amount]);
}
