import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)", "CREATE TABLE seen(id TEXT PRIMARY KEY)"];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";

/** Ten characters of the id are taken for the id. */
export async function handle({ event_id, data }: Reading, ctx: Ctx): Promise<void> {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id.slice(0, 10)]);
    if (mark.rowCount > 0) await q.query(add, [data.meter, data.units]);
  });
}
