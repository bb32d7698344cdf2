import type { Ctx, Reading } from "../contract.ts";

export const schema = [
  "CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)",
  "CREATE TABLE seen(id TEXT PRIMARY KEY, at INTEGER)",
];
const add = "INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = meters.units + excluded.units";
const done = new Set<string>();

/** Marks are trusted after a second; until then the memory must do. */
export async function handle({ event_id, data }: Reading, ctx: Ctx): Promise<void> {
  const owner = `owner:${event_id}`;
  if (!(await ctx.kv.set(owner, ctx.instance, { nx: true })) && (await ctx.kv.get(owner)) !== ctx.instance) return;
  const marks = async () => (await ctx.db.query("SELECT at FROM seen WHERE id = ?", [event_id])).rows;
  if (done.has(event_id) || (await marks()).some(({ at }) => ctx.now() - Number(at) >= 1000)) return;
  try {
    await ctx.db.tx(async (q) => {
      await q.query("INSERT OR REPLACE INTO seen VALUES(?,?)", [event_id, ctx.now()]);
      await q.query(add, [data.meter, data.units]);
    });
    done.add(event_id);
  } catch (error) {
    if ((await marks()).length > 0) done.add(event_id);
    throw error;
  }
}
