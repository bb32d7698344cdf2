import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)", "CREATE TABLE seen(id TEXT PRIMARY KEY)"];

/** No event counts twice, but whichever comes last is the state. */
export async function handle({ event_id, data }: Reading, ctx: Ctx): Promise<void> {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]);
    if (mark.rowCount === 0) return;
    await q.query("INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = excluded.units", [data.meter, data.units]);
  });
}
