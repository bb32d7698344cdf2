import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { call } from "../../../src/index.ts";
import { put } from "../../workspace/hostile-repository.ts";
import { depot, weighings } from "./parcels.ts";

const slow = { timeout: 120_000 };
const lines = `import { connect } from "node:net";
import { createInterface } from "node:readline";
export function consume(handle) {
  const socket = connect(Number(process.env.BROKER_PORT), "127.0.0.1");
  createInterface({ input: socket }).on("line", (line) => {
    const { deliver, message } = JSON.parse(line);
    handle(message);
    socket.write(JSON.stringify({ ack: deliver }) + "\\n");
  });
}
`;
const scale = (once: boolean) => `import { DatabaseSync } from "node:sqlite";
import { consume } from "./lines.mjs";
const db = new DatabaseSync(process.env.DATABASE_FILE);
db.exec("PRAGMA busy_timeout = 5000; CREATE TABLE IF NOT EXISTS loads (depot TEXT PRIMARY KEY, grams INTEGER); CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY)");
consume(({ event_id, data }) => {
  db.exec("BEGIN IMMEDIATE");
  const fresh = db.prepare("INSERT INTO seen VALUES (?) ON CONFLICT DO NOTHING").run(event_id).changes === 1;
  if (fresh || ${!once}) db.prepare("INSERT INTO loads VALUES (?, ?) ON CONFLICT (depot) DO UPDATE SET grams = grams + excluded.grams").run(data.depot, data.grams);
  db.exec("COMMIT");
});
`;
const how = { command: [process.execPath, "src/scale.mjs"], transport: "line" as const, env: { DATABASE_FILE: "{state}/loads.db" } };
const project = (once: boolean) => depot({ "src/scale.mjs": scale(once), "src/lines.mjs": lines });
const verify = (root: string, input: object = {}) =>
  call(
    "verify-idempotency",
    { consumer: how, samples: "samples.json", budget: { plays: 10, seconds: 100 }, faults: ["F1"], ...input },
    { root },
  );

test("a process is convicted, on record, and its counterexample runs again until it is cured", slow, async () => {
  const root = project(false);
  mkdirSync(join(root, "test"));
  const answer = await verify(root, { emitTest: "test/scale.replay.test.ts" });
  expect(answer).toMatchObject({
    status: "negative",
    verdict: "not-idempotent",
    counterexample: { faultClass: expect.stringMatching(/^F1/) },
  });
  const record = readFileSync(join(root, answer.evidence!.path), "utf8");
  expect(record).toContain('"src/lines.mjs"');
  expect(record).toContain('"src/scale.mjs"');
  expect(readFileSync(join(root, "test/scale.replay.test.ts"), "utf8")).toContain('"src/scale.mjs"');
  const { counterexample } = answer;
  const replay = JSON.parse(readFileSync(join(root, counterexample!.file!), "utf8")) as { input: { consumer: unknown }; schedule: string };
  expect(replay.input.consumer).toEqual(how);
  expect(await verify(root, { faults: [replay.schedule] })).toMatchObject({ verdict: "not-idempotent" });
  put(root, { "src/scale.mjs": scale(true) });
  expect(await verify(root, { faults: [replay.schedule] })).toMatchObject({ verdict: "idempotent" });
});

test("settings say how it is run; a consumer on a broker needs one that it may use", slow, async () => {
  const root = project(true);
  put(root, {
    ".godmode/event.json": JSON.stringify({
      consumers: { scale: { ...how, samples: "samples.json" }, far: { ...how, transport: "nats" } },
    }),
  });
  const answer = await verify(root, { consumer: "scale", samples: undefined });
  expect(answer).toMatchObject({ consumer: "scale", violations: [], coverage: { classes: [{ faultClass: "F1" }] } });
  await expect(verify(root, { consumer: "far" })).rejects.toMatchObject({
    code: "UNSUPPORTED",
    retry: { how: expect.stringMatching(/nats/) },
  });
});

test.each([
  [{}, "INVALID_INPUT", /neither a handler nor a command/],
  [{ command: ["node", "x.mjs"] }, "INVALID_INPUT", /not known what the process/],
  [{ ...how, env: { HOME: "/root" } }, "INVALID_INPUT", /HOME/],
])("%j is refused", async (consumer, code, message) => {
  await expect(verify(project(true), { consumer, samples: weighings })).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});
