import type { Ctx, Reading } from "../contract.ts";

export const schema = [
  "CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)",
  "CREATE TABLE seen(id TEXT PRIMARY KEY, at INTEGER)",
];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";

/** Marks are thrown away after a day. */
export async function handle({ event_id, data }: Reading, ctx: Ctx): Promise<void> {
  await ctx.db.tx(async (q) => {
    await q.query("DELETE FROM seen WHERE at < ?", [ctx.now() - 24 * 3_600_000]);
    const mark = await q.query("INSERT INTO seen VALUES(?,?) ON CONFLICT DO NOTHING", [event_id, ctx.now()]);
    if (mark.rowCount > 0) await q.query(add, [data.meter, data.units]);
  });
}
