import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseReplay } from "../../src/verify/replay-file.ts";
import { recordedWrites } from "../../src/workspace/evidence.ts";
import { depot, good, naive, verify, weighings } from "./verify/parcels.ts";

describe("verdicts", () => {
  test("idempotent, with evidence and the next step", async () => {
    const root = depot({ "load.js": good });
    const answer = await verify(root);
    expect(answer).toMatchObject({ status: "ok", verdict: "idempotent", consumer: "load.js#handle", next: [{ tool: "validate" }] });
    expect(answer.summary).toMatch(/^load\.js#handle: idempotent, no violation in \d+ plays\.$/);
    expect(existsSync(join(root, answer.evidence!.path))).toBe(true);
    expect(recordedWrites(root).map(({ path }) => path)).toContain(answer.evidence!.path);
  });

  test("not idempotent: a counterexample that runs again, alone", async () => {
    const root = depot({ "load.js": naive });
    const answer = await verify(root);
    expect(answer).toMatchObject({ status: "negative", verdict: "not-idempotent", next: [{ tool: "validate" }] });
    const { counterexample } = answer;
    expect(counterexample!.difference[0]).toMatchObject({ what: "loads" });
    expect(counterexample!.replay).toBe(`npx godmode-event replay ${counterexample!.file}`);
    expect(parseReplay(readFileSync(join(root, counterexample!.file!), "utf8"))).toMatchObject({
      replay: { id: "load.js#handle", schedule: counterexample!.schedule, faultClass: counterexample!.faultClass },
    });
    const again = await verify(root, { faults: [counterexample!.schedule] });
    expect(again).toMatchObject({ verdict: "not-idempotent" });
    expect(again.evidence).toBeUndefined();
    expect(again.coverage.schedules).toBeLessThan(20);
  });

  test("a consumer without effects is never idempotent", async () => {
    const answer = await verify(depot({ "load.js": "export async function handle() {}" }));
    expect(answer).toMatchObject({ status: "inconclusive", verdict: "inconclusive", next: [{ tool: "validate" }] });
    expect(answer.why).toMatch(/effect/);
  });

  test("samples in the call; other classes than asked for are not run", async () => {
    const answer = await verify(depot({ "load.js": naive }), { samples: weighings, faults: ["F1"] });
    expect(answer.coverage.classes.map(({ faultClass }) => faultClass)).toEqual(["F1"]);
    expect(answer.counterexample!.faultClass).toMatch(/^F1/);
  });
});

describe("the counterexample as a test", () => {
  test("is written, and remembered for commit", async () => {
    const root = depot({ "load.js": naive });
    const answer = await verify(root, { emitTest: "test/load.replay.test.ts", faults: ["F1"] });
    expect(answer.test).toBe("test/load.replay.test.ts");
    expect(readFileSync(join(root, "test/load.replay.test.ts"), "utf8")).toContain('call("verify-idempotency"');
    expect(recordedWrites(root).map(({ path }) => path)).toContain("test/load.replay.test.ts");
    await expect(verify(root, { emitTest: "test/load.replay.test.ts", faults: ["F1"] })).resolves.toMatchObject({
      test: "test/load.replay.test.ts",
    });
  });
  test("overwrites no file of somebody else, and nothing outside", async () => {
    const root = depot({ "load.js": naive, "own.test.ts": "// mine" });
    await expect(verify(root, { emitTest: "own.test.ts" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(verify(root, { emitTest: "load.ts" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(verify(root, { emitTest: "../x.test.ts" })).rejects.toMatchObject({ code: "OUTSIDE_ROOT" });
  });
});

describe("no events to play", () => {
  test("is inconclusive, and says what to give", async () => {
    const root = depot({ "load.js": good });
    const { samples: _samples, ...answer } = { samples: undefined, ...(await verify(root, { samples: undefined })) };
    expect(answer).toMatchObject({ status: "inconclusive", verdict: "inconclusive" });
    expect(answer.why).toMatch(/no events to play/i);
  });
  test("a samples file that is none is an error with its line", async () => {
    const root = depot({ "load.js": good, "samples.json": "[\n{},\n3]" });
    await expect(verify(root)).rejects.toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining("samples.json:3") });
  });
});

test("settings say how a consumer is run", async () => {
  const settings = { consumers: { "load.js#handle": { handler: "src/real.js#run", samples: "samples.json", setup: ["sql/*.sql"] } } };
  const root = depot({
    ".godmode/event.json": JSON.stringify(settings),
    "src/real.js": good.replace("handle(", "run("),
    "sql/1.sql": "CREATE TABLE unused (a)",
  });
  const answer = await verify(root, { consumer: "load.js#handle", samples: undefined });
  expect(answer).toMatchObject({ verdict: "idempotent", consumer: "load.js#handle" });
});

describe("events made from the schema of what it handles", () => {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "parcel.weighed",
    type: "object",
    required: ["event_id", "event_type", "data"],
    properties: {
      event_id: { type: "string", format: "uuid" },
      event_type: { const: "parcel.weighed" },
      data: {
        type: "object",
        required: ["depot", "grams"],
        properties: { depot: { type: "string" }, grams: { type: "integer", minimum: 1 } },
      },
    },
  };
  test("registered under the channel's or the event's name", async () => {
    const settings = {
      consumers: { "load.js#handle": { handler: "load.js#handle" } },
      subjects: { events: { path: "weighed.schema.json" } },
    };
    const root = depot({
      "load.js": naive,
      "weighed.schema.json": JSON.stringify(schema),
      ".godmode/event.json": JSON.stringify(settings),
    });
    const answer = await verify(root, { consumer: "load.js#handle", samples: undefined });
    expect(answer).toMatchObject({ verdict: "not-idempotent" });
  });
});
