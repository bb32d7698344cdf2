import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)", "CREATE TABLE seen(id TEXT)"];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";

/** A lock that runs out while its holder stands still guards nothing when the holder goes on. */
export async function handle({ event_id, data }: Reading, ctx: Ctx): Promise<void> {
  const lock = `lock:${event_id}`;
  const held = await ctx.kv.set(lock, ctx.instance, { nx: true, pxMs: 600_000 });
  if (!held && (await ctx.kv.get(lock)) !== ctx.instance) throw new Error("somebody else is at it");
  const { rows } = await ctx.db.query("SELECT id FROM seen WHERE id = ?", [event_id]);
  if (rows.length === 0)
    await ctx.db.tx(async (q) => {
      await q.query("INSERT INTO seen VALUES(?)", [event_id]);
      await q.query(add, [data.meter, data.units]);
    });
  await ctx.kv.del(lock);
}
