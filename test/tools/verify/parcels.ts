import { call } from "../../../src/index.ts";
import { newFolder, put } from "../../workspace/hostile-repository.ts";

/** Eight weighings of parcels in two depots. */
export const weighings = Array.from({ length: 8 }, (_, index) => ({
  event_id: `4f6a1c2e-0b${index}d-4c3a-9e51-7d2b90c5${String(1000 + index * 37)}`,
  event_type: "parcel.weighed",
  timestamp: `2026-04-0${index + 1}T09:1${index}:00.000Z`,
  data: { depot: index % 2 === 0 ? "north" : "south", grams: 500 + index * 25, run: Math.floor(index / 2) + 1 },
}));

const head = `export const schema = [
  "CREATE TABLE loads (depot TEXT PRIMARY KEY, grams INTEGER NOT NULL)",
  "CREATE TABLE seen (event_id TEXT PRIMARY KEY)",
];
`;
/** Counts each weighing once: mark and effect are one transaction. */
export const good = `${head}export async function handle(m, ctx) {
  await ctx.db.tx(async (q) => {
    const { rowCount } = await q.query("INSERT INTO seen VALUES (?) ON CONFLICT DO NOTHING", [m.event_id]);
    if (rowCount === 0) return;
    await q.query("INSERT INTO loads VALUES (?, ?) ON CONFLICT (depot) DO UPDATE SET grams = grams + excluded.grams", [m.data.depot, m.data.grams]);
  });
}
`;
/** Adds again what it has added before. */
export const naive = `${head}export async function handle(m, ctx) {
  await ctx.db.query("INSERT INTO loads VALUES (?, ?) ON CONFLICT (depot) DO UPDATE SET grams = grams + excluded.grams", [m.data.depot, m.data.grams]);
}
`;

export function depot(files: Record<string, string>): string {
  const root = newFolder();
  put(root, { "samples.json": JSON.stringify(weighings, null, 1), ...files });
  return root;
}

export const small = { plays: 60, seconds: 60 };

export function verify(
  root: string,
  input: Partial<Parameters<typeof call<"verify-idempotency">>[1]> = {},
  options: Parameters<typeof call>[2] = {},
) {
  return call(
    "verify-idempotency",
    { consumer: { handler: "load.js#handle" }, samples: "samples.json", budget: small, ...input },
    { root, ...options },
  );
}
