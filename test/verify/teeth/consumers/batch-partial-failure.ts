import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)", "CREATE TABLE seen(id TEXT PRIMARY KEY)"];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";

/** Looks once for the whole batch, so a copy inside it is new as well. */
export async function handleBatch(readings: readonly Reading[], ctx: Ctx): Promise<void> {
  await ctx.db.tx(async (q) => {
    const { rows } = await q.query("SELECT id FROM seen");
    const known = new Set(rows.map(({ id }) => id));
    for (const { event_id, data } of readings) if (!known.has(event_id)) await q.query(add, [data.meter, data.units]);
    for (const { event_id } of readings) await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]);
  });
}
