/**
 * Consumers that survive every fault, one idea each. Statements stand one a line in a plain style, so that operators can take
 * one property away at a time. The events: `{event_id, timestamp, data: {wallet, cents, stage, step, mail}}`.
 */
export const consumers: Record<string, string> = {
  "inbox and sum": `
export const schema = ["CREATE TABLE wallets(wallet TEXT PRIMARY KEY, cents INTEGER)", "CREATE TABLE inbox(message TEXT PRIMARY KEY)"];
export async function handle(event, ctx, delivery) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO inbox VALUES(?) ON CONFLICT DO NOTHING", [event.event_id]);
    if (mark.rowCount === 0) return;
    await q.query("INSERT INTO wallets VALUES(?,?) ON CONFLICT(wallet) DO UPDATE SET cents = wallets.cents + excluded.cents", [event.data.wallet, event.data.cents]);
  });
}`,
  "inbox and two effects": `
export const schema = ["CREATE TABLE stock(item TEXT PRIMARY KEY, n INTEGER)", "CREATE TABLE moves(item TEXT, n INTEGER)", "CREATE TABLE inbox(message TEXT PRIMARY KEY)"];
export async function handle(event, ctx, delivery) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO inbox VALUES(?) ON CONFLICT DO NOTHING", [event.event_id]);
    if (mark.rowCount === 0) return;
    await q.query("INSERT INTO stock VALUES(?,?) ON CONFLICT(item) DO UPDATE SET n = stock.n + excluded.n", [event.data.wallet, event.data.cents]);
    await q.query("INSERT INTO moves VALUES(?,?)", [event.data.wallet, event.data.cents]);
  });
}`,
  "guarded upsert": `
export const schema = ["CREATE TABLE parcels(parcel TEXT PRIMARY KEY, stage TEXT, step INTEGER)"];
export async function handle(event, ctx, delivery) {
  await ctx.db.query("INSERT INTO parcels VALUES(?,?,?) ON CONFLICT(parcel) DO UPDATE SET stage = excluded.stage, step = excluded.step WHERE excluded.step > parcels.step", [event.data.wallet, event.data.stage, event.data.step]);
}`,
  "idempotency key": `
export const schema = ["CREATE TABLE payments(message TEXT PRIMARY KEY, cents INTEGER)"];
export async function handle(event, ctx, delivery) {
  const answer = await ctx.http.post("https://bank.example/payments", { cents: event.data.cents }, { "Idempotency-Key": "pay-" + event.event_id });
  if (answer.status >= 500) throw new Error("bank " + answer.status);
  await ctx.db.query("INSERT INTO payments VALUES(?,?) ON CONFLICT DO NOTHING", [event.event_id, event.data.cents]);
}`,
  "outbox and relay": `
export const schema = ["CREATE TABLE tickets(ticket TEXT PRIMARY KEY, cents INTEGER)", "CREATE TABLE outbox(message TEXT PRIMARY KEY, cents INTEGER, sent INTEGER DEFAULT 0)"];
export async function handle(event, ctx, delivery) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO tickets VALUES(?,?) ON CONFLICT DO NOTHING", [event.event_id, event.data.cents]);
    if (mark.rowCount === 0) return;
    await q.query("INSERT INTO outbox(message, cents) VALUES(?,?)", ["ticket-" + event.event_id, event.data.cents]);
  });
}
export async function tick(ctx) {
  const { rows } = await ctx.db.query("SELECT message, cents FROM outbox WHERE sent = 0 ORDER BY message");
  for (const row of rows) {
    await ctx.publish("tickets", { event_id: row.message, cents: row.cents });
    await ctx.db.query("UPDATE outbox SET sent = 1 WHERE message = ?", [row.message]);
  }
}`,
  "inbox and receipt": `
export const schema = ["CREATE TABLE points(member TEXT PRIMARY KEY, n INTEGER)", "CREATE TABLE inbox(message TEXT PRIMARY KEY)"];
export async function handle(event, ctx, delivery) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO inbox VALUES(?) ON CONFLICT DO NOTHING", [event.event_id]);
    if (mark.rowCount === 0) return;
    await q.query("INSERT INTO points VALUES(?,?) ON CONFLICT(member) DO UPDATE SET n = points.n + excluded.n", [event.data.wallet, event.data.cents]);
  });
  await ctx.publish("receipts", { event_id: "receipt-" + event.event_id, cents: event.data.cents });
}`,
  "unique ledger": `
export const schema = ["CREATE TABLE ledger(message TEXT UNIQUE, wallet TEXT, cents INTEGER)"];
export async function handle(event, ctx, delivery) {
  await ctx.db.query("INSERT INTO ledger VALUES(?,?,?) ON CONFLICT DO NOTHING", [event.event_id, event.data.wallet, event.data.cents]);
}`,
  "batch with partial failures": `
export const schema = ["CREATE TABLE totals(wallet TEXT PRIMARY KEY, cents INTEGER)", "CREATE TABLE inbox(message TEXT PRIMARY KEY)"];
export async function handleBatch(events, ctx) {
  const batchItemFailures = [];
  for (const event of events) {
    try {
      await ctx.db.tx(async (q) => {
        const mark = await q.query("INSERT INTO inbox VALUES(?) ON CONFLICT DO NOTHING", [event.event_id]);
        if (mark.rowCount === 0) return;
        await q.query("INSERT INTO totals VALUES(?,?) ON CONFLICT(wallet) DO UPDATE SET cents = totals.cents + excluded.cents", [event.data.wallet, event.data.cents]);
      });
    } catch {
      batchItemFailures.push({ itemIdentifier: event.event_id });
    }
  }
  return { batchItemFailures };
}`,
  "inbox by consumer name": `
export const schema = ["CREATE TABLE seats(hall TEXT PRIMARY KEY, taken INTEGER)", "CREATE TABLE inbox(consumer TEXT, message TEXT, PRIMARY KEY(consumer, message))"];
export async function handle(event, ctx, delivery) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO inbox VALUES('seats', ?) ON CONFLICT DO NOTHING", [event.event_id]);
    if (mark.rowCount === 0) return;
    await q.query("INSERT INTO seats VALUES(?,1) ON CONFLICT(hall) DO UPDATE SET taken = seats.taken + 1", [event.data.wallet]);
  });
}`,
  "vote under its own key": `
export const schema = [];
export async function handle(event, ctx, delivery) {
  await ctx.kv.set("vote:" + event.data.wallet + ":" + event.event_id, event.data.stage);
}`,
  "document by id": `
export const schema = [];
export async function handle(event, ctx, delivery) {
  await ctx.fs.write("invoices/" + event.event_id + ".txt", event.data.wallet + " " + event.data.cents + "\\n");
}`,
  "mail with key, then note": `
export const schema = ["CREATE TABLE mails(message TEXT PRIMARY KEY, mail TEXT)"];
export async function handle(event, ctx, delivery) {
  const answer = await ctx.http.post("https://mail.example/send", { to: event.data.mail, cents: event.data.cents }, { "Idempotency-Key": event.event_id });
  if (answer.status >= 500) throw new Error("mail " + answer.status);
  await ctx.db.query("INSERT INTO mails VALUES(?,?) ON CONFLICT DO NOTHING", [event.event_id, event.data.mail]);
  await ctx.publish("mails", { event_id: "mail-" + event.event_id, to: event.data.mail });
}`,
  "reservation and balance": `
export const schema = ["CREATE TABLE balances(wallet TEXT PRIMARY KEY, held INTEGER)", "CREATE TABLE holds(message TEXT PRIMARY KEY, wallet TEXT, cents INTEGER)"];
export async function handle(event, ctx, delivery) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO holds VALUES(?,?,?) ON CONFLICT DO NOTHING", [event.event_id, event.data.wallet, event.data.cents]);
    if (mark.rowCount === 0) return;
    await q.query("INSERT INTO balances VALUES(?,?) ON CONFLICT(wallet) DO UPDATE SET held = balances.held + excluded.held", [event.data.wallet, event.data.cents]);
  });
}`,
  "inbox, file and topic": `
export const schema = ["CREATE TABLE days(wallet TEXT PRIMARY KEY, n INTEGER)", "CREATE TABLE inbox(message TEXT PRIMARY KEY)"];
export async function handle(event, ctx, delivery) {
  await ctx.fs.write("archive/" + event.event_id, String(event.data.cents));
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO inbox VALUES(?) ON CONFLICT DO NOTHING", [event.event_id]);
    if (mark.rowCount === 0) return;
    await q.query("INSERT INTO days VALUES(?,1) ON CONFLICT(wallet) DO UPDATE SET n = days.n + 1", [event.data.wallet]);
  });
  await ctx.publish("archived", { event_id: "archived-" + event.event_id });
}`,
  "batch of guarded upserts": `
export const schema = ["CREATE TABLE tracks(wallet TEXT PRIMARY KEY, stage TEXT, step INTEGER)"];
export async function handleBatch(events, ctx) {
  for (const event of events) {
    await ctx.db.query("INSERT INTO tracks VALUES(?,?,?) ON CONFLICT(wallet) DO UPDATE SET stage = excluded.stage, step = excluded.step WHERE excluded.step > tracks.step", [event.data.wallet, event.data.stage, event.data.step]);
  }
}`,
  "inbox, outbox, two relays": `
export const schema = ["CREATE TABLE sums(wallet TEXT PRIMARY KEY, cents INTEGER)", "CREATE TABLE inbox(message TEXT PRIMARY KEY)", "CREATE TABLE outbox(message TEXT PRIMARY KEY, cents INTEGER, sent INTEGER DEFAULT 0)"];
export async function handle(event, ctx, delivery) {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO inbox VALUES(?) ON CONFLICT DO NOTHING", [event.event_id]);
    if (mark.rowCount === 0) return;
    await q.query("INSERT INTO sums VALUES(?,?) ON CONFLICT(wallet) DO UPDATE SET cents = sums.cents + excluded.cents", [event.data.wallet, event.data.cents]);
    await q.query("INSERT INTO outbox(message, cents) VALUES(?,?)", ["sum-" + event.event_id, event.data.cents]);
  });
}
export async function tick(ctx) {
  const { rows } = await ctx.db.query("SELECT message, cents FROM outbox WHERE sent = 0 ORDER BY message");
  for (const row of rows) {
    const answer = await ctx.http.post("https://books.example/entries", { cents: row.cents }, { "Idempotency-Key": row.message });
    if (answer.status >= 500) throw new Error("books " + answer.status);
    await ctx.publish("sums", { event_id: row.message, cents: row.cents });
    await ctx.db.query("UPDATE outbox SET sent = 1 WHERE message = ?", [row.message]);
  }
}`,
};

const stages = ["new", "paid", "packed", "sent", "done"];

/** Ten events of three wallets; ids without a common beginning, two of them equal in all but id and step. */
export const samples = Array.from({ length: 10 }, (_, index) => {
  const wallet = ["w-north", "w-south", "w-west"][index % 3]!;
  const step = Math.floor(index / 3) + 1;
  const mark = ["3f9c", "b81e", "07ad", "c45f", "9e12", "5d70", "e6b3", "18fa", "a2c9", "74d8"][index]!;
  return {
    event_id: `${mark}${index}a1${index}-6b${index}c-4d${index}e-8f${index}a-${index}b7c${mark}d9${index}e0`,
    event_type: "wallet.changed",
    event_version: "1.0",
    source: "wallets",
    timestamp: `2026-02-0${1 + Math.floor(index / 4)}T0${index}:1${index}:2${index}.${index}45Z`,
    correlation_id: `${index}d2f4b60-17c8-4e3a-9b5d-${mark}8c6e2f1a`,
    data: {
      wallet,
      cents: index === 6 || index === 3 ? 700 : 110 + 37 * index,
      stage: stages[step - 1]!,
      step,
      mail: `${wallet}@post.example`,
    },
  };
});
