import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)", "CREATE TABLE seen(id TEXT PRIMARY KEY)"];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";

/** An error is swallowed, so the event is acknowledged and gone. */
export async function handle({ event_id, data }: Reading, ctx: Ctx): Promise<void> {
  try {
    await ctx.db.tx(async (q) => {
      const mark = await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]);
      if (mark.rowCount > 0) await q.query(add, [data.meter, data.units]);
    });
  } catch {
    return;
  }
}
