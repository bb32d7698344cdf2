import type { Ctx, Reading } from "../contract.ts";

export const schema = [
  "CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)",
  "CREATE TABLE seen(instance TEXT, id TEXT, PRIMARY KEY(instance, id))",
];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";

/** Two at once exclude each other, but each instance remembers for itself. */
export async function handle({ event_id, data }: Reading, ctx: Ctx): Promise<void> {
  const lock = `lock:${event_id}`;
  if (!(await ctx.kv.set(lock, ctx.instance, { nx: true })) && (await ctx.kv.get(lock)) !== ctx.instance) return;
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO seen VALUES(?,?) ON CONFLICT DO NOTHING", [ctx.instance, event_id]);
    if (mark.rowCount > 0) await q.query(add, [data.meter, data.units]);
  });
  await ctx.kv.del(lock);
}
