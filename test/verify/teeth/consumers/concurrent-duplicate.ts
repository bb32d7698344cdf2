import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)", "CREATE TABLE seen(id TEXT)"];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";
const staleMs = 60_000;

/** Looks, then writes, and nothing stands between two that look at once. What began long ago is handled with care. */
export async function handle({ event_id, data }: Reading, ctx: Ctx): Promise<void> {
  const began = ctx.now();
  const key = `began:${event_id}`;
  const stale = !(await ctx.kv.set(key, String(began), { nx: true })) && began - Number(await ctx.kv.get(key)) > staleMs;
  const isSeen = async (q: Pick<Ctx["db"], "query">) => (await q.query("SELECT id FROM seen WHERE id = ?", [event_id])).rows.length > 0;
  if (!stale && (await isSeen(ctx.db))) return;
  await ctx.db.tx(async (q) => {
    if (ctx.now() - began > staleMs) throw new Error("took too long");
    if (stale && (await isSeen(q))) return;
    await q.query("INSERT INTO seen VALUES(?)", [event_id]);
    await q.query(add, [data.meter, data.units]);
  });
}
