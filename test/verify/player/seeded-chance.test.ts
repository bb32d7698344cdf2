import { afterAll, expect, test } from "vitest";
import { consumer } from "./consumer.ts";

const drawing = consumer({
  "consumer.mjs": `import { randomBytes, randomUUID } from "node:crypto";
export const schema = ["CREATE TABLE drawn(a, b, c, d, e)"];
export async function handle(event, ctx) {
  const some = crypto.getRandomValues(new Uint16Array(2));
  const later = await new Promise((done) => randomBytes(4, (error, bytes) => done(bytes.toString("hex"))));
  await ctx.db.query("INSERT INTO drawn VALUES(?,?,?,?,?)", [Math.random(), randomUUID(), crypto.randomUUID(), randomBytes(3).toString("hex") + later, some.join()]);
}`,
});
afterAll(() => drawing.close());

test("user code draws by the seed of the play", async () => {
  const steps = [0, 1].map((event) => ({ do: "deliver" as const, copies: [{ event, kind: "first" as const }], to: "A" }));
  const rows = async (seed: number) => (await drawing.play(steps, { seed })).observation.tables[0]!.rows;
  const [one, again, other] = [await rows(7), await rows(7), await rows(8)];
  expect(again).toEqual(one);
  expect(new Set(one.flat()).size).toBe(10);
  for (const column of [0, 1, 2, 3, 4]) expect(other[0]![column]).not.toBe(one[0]![column]);
});
