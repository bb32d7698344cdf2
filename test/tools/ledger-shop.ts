import { naiveShop, shop } from "./shop.ts";

/** The id that detect gives to the consumer of this shop. */
export const ledgerConsumer = "billing/read.ts#orders";

const events = [1, 2, 3, 4, 5, 6].map((n) => ({
  event_id: `018f4e1a-0000-7000-8000-00000000000${n}`,
  event_type: "order.placed",
  event_version: "1.0",
  source: "orders",
  timestamp: `2026-01-0${n}T10:00:00Z`,
  correlation_id: `018f4e1a-0000-7000-9000-00000000000${n}`,
  data: { account: n % 2 === 0 ? "ann" : "bob", amount: 10 * n },
}));

const ledger = (
  key: string,
  conflict: string,
) => `export const schema = ["create table ledger (event_id text${key}, account text, amount real)"];
export async function handle(event, ctx) {
  await ctx.db.query("insert into ledger values (?, ?, ?)${conflict}", [event.event_id, event.data.account, event.data.amount]);
}
`;

export const keyedLedger = ledger(" primary key", " on conflict do nothing");
export const plainLedger = ledger("", "");

/** A shop whose consumer hands each order to a ledger, which settings name as its handler. `how`: what settings say beside it. */
export function ledgerShop(text: string, files: Record<string, string> = {}, how: Record<string, unknown> = {}): string {
  const stated = { handler: "billing/ledger.mjs#handle", shape: "event", samples: "billing/samples.json", ...how };
  return shop({
    "billing/package.json": naiveShop["billing/package.json"],
    "billing/read.ts": `import { Kafka } from "kafkajs";
import { handle } from "./ledger.mjs";
const consumer = new Kafka({ clientId: "billing", brokers: ["b:9092"] }).consumer({ groupId: "billing" });
await consumer.subscribe({ topic: "orders" });
await consumer.run({ eachMessage: async ({ message }) => handle(JSON.parse(message.value!.toString()), globalThis) });
`,
    "billing/ledger.mjs": text,
    "billing/samples.json": `${JSON.stringify(events)}\n`,
    ".godmode/event.json": JSON.stringify({ consumers: { [ledgerConsumer]: stated } }),
    ...files,
  });
}
