import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER, nth INTEGER)", "CREATE TABLE seen(id TEXT PRIMARY KEY)"];

/** The mark comes first and is taken back on an error; a crash takes nothing back. */
export async function handle({ event_id, data }: Reading, ctx: Ctx): Promise<void> {
  try {
    const mark = await ctx.db.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]);
    if (mark.rowCount === 0) return;
    await ctx.db.query(
      "INSERT INTO meters VALUES(?,?,?) ON CONFLICT(meter) DO UPDATE SET units = excluded.units, nth = excluded.nth WHERE excluded.nth > meters.nth",
      [data.meter, data.units, data.nth],
    );
  } catch (error) {
    await ctx.db.query("DELETE FROM seen WHERE id = ?", [event_id]);
    throw error;
  }
}
