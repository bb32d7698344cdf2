import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)", "CREATE TABLE seen(id TEXT PRIMARY KEY)"];
export const ignore = ["files.path:journal-"];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";
let fresh = true;

/** After a restart the event in the journal is taken for one that was cut off, although it was done. */
export async function handle({ event_id, data, meta }: Reading, ctx: Ctx): Promise<void> {
  const journal = `journal-${ctx.instance}`;
  const cutOff = fresh && !meta.redelivered && (await ctx.fs.read(journal)) === event_id;
  fresh = false;
  if (cutOff) {
    await ctx.db.query(add, [data.meter, data.units]);
    return;
  }
  await ctx.db.tx(async (q) => {
    const mark = await q.query("INSERT INTO seen VALUES(?) ON CONFLICT DO NOTHING", [event_id]);
    if (mark.rowCount > 0) await q.query(add, [data.meter, data.units]);
  });
  await ctx.fs.write(journal, event_id);
}
