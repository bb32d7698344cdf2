import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)", "CREATE TABLE seen(id TEXT PRIMARY KEY)"];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";

/** The first offset again, behind many others, is taken for a rebuild: the marks go, and the totals stay. */
export async function handle({ event_id, data, meta }: Reading, ctx: Ctx): Promise<void> {
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]);
    if (mark.rowCount > 0) await q.query(add, [data.meter, data.units]);
    else if (meta.offset === 0) await q.query("DELETE FROM seen WHERE id <> ? AND (SELECT count(*) FROM seen) > 2", [event_id]);
  });
}
