import type { Ctx, Reading } from "../contract.ts";

export const schema = ["CREATE TABLE meters(meter TEXT PRIMARY KEY, units INTEGER NOT NULL)"];

/** The last one to come wins, old or new. */
export async function handle({ data }: Reading, ctx: Ctx): Promise<void> {
  await ctx.db.query("INSERT INTO meters VALUES(?,?) ON CONFLICT(meter) DO UPDATE SET units = excluded.units", [data.meter, data.units]);
}
