import { expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { bodiesIn, message } from "../brokers/conformance.ts";
import { declareIn, garage, handlers, openWorld } from "./dead-letters/parking.ts";

const consumer = "park.js#handle";

async function withLetters(ids: readonly string[]) {
  const root = garage({ "park.js": handlers.good });
  await declareIn(root);
  const put = async (id: string, headers: Record<string, string> = {}) => {
    const { session, reader } = await openWorld(root);
    await session.publish(
      reader.deadLetter,
      message(JSON.stringify({ event_id: id }), { headers: { "gm-error-kind": "exhausted", ...headers } }),
    );
    await session.close();
  };
  for (const id of ids) await put(id);
  const left = async () => {
    const { session, reader } = await openWorld(root);
    const bodies = await bodiesIn(session, reader.deadLetter);
    const waiting = await session.backlog(reader.channel, reader.group);
    await session.close();
    return { dead: bodies.length, waiting: waiting.ready };
  };
  return { root, put, left };
}

test("a dry run first; its count sends exactly these back", async () => {
  const { root, left } = await withLetters(["a", "b", "c"]);
  const dry = await call("redrive-dlq", { consumer }, { root });
  expect(dry).toMatchObject({ status: "ok", dryRun: true, matching: 3, loops: 0, sent: 0, left: 3 });
  expect(dry.summary).toBe("Dry run: 3 of park.park.dlq would go back.");
  expect(await left()).toEqual({ dead: 3, waiting: 0 });
  expect(dry.next).toMatchObject([{ tool: "redrive-dlq", args: { consumer, apply: 3, until: dry.until } }]);
  const done = await call("redrive-dlq", dry.next[0]!.args as { consumer: string }, { root });
  expect(done).toMatchObject({ status: "ok", dryRun: false, sent: 3, left: 0, run: expect.any(String), next: [{ tool: "inspect-dlq" }] });
  expect(await left()).toEqual({ dead: 0, waiting: 3 });
});

test("what changed since the dry run is refused, and what came after it stays", async () => {
  const { root, put, left } = await withLetters(["a", "b"]);
  const dry = await call("redrive-dlq", { consumer }, { root });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await put("late");
  await expect(call("redrive-dlq", { consumer, apply: 2 }, { root })).rejects.toMatchObject({ code: "PLAN_STALE" });
  expect(await left()).toEqual({ dead: 3, waiting: 0 });
  expect(await call("redrive-dlq", { consumer, apply: 2, until: dry.until! }, { root })).toMatchObject({ sent: 2, left: 1 });
});

test("an event that comes back is held back the next time, until it is asked for", async () => {
  const { root, put } = await withLetters(["a"]);
  await call("redrive-dlq", { consumer, apply: 1 }, { root });
  await put("a", { "gm-redrive-count": "1" });
  const dry = await call("redrive-dlq", { consumer }, { root });
  expect(dry).toMatchObject({ matching: 0, loops: 1, next: [] });
  expect(dry.summary).toContain("1 held back");
  expect(await call("redrive-dlq", { consumer, returned: true, apply: 1 }, { root })).toMatchObject({ sent: 1 });
});

test("only what is selected, at most so many", async () => {
  const { root, put } = await withLetters(["a", "b", "c"]);
  await put("odd", { "gm-error-kind": "fatal" });
  expect(await call("redrive-dlq", { consumer, kind: "fatal" }, { root })).toMatchObject({ matching: 1 });
  expect(await call("redrive-dlq", { consumer, eventIds: ["b", "x"], apply: 1 }, { root })).toMatchObject({ sent: 1, left: 3 });
  expect(await call("redrive-dlq", { consumer, apply: 3, atMost: 2 }, { root })).toMatchObject({ sent: 2, left: 1 });
});

test("usage and what is not there", async () => {
  const root = garage({ "park.js": handlers.good });
  await expect(call("redrive-dlq", { consumer }, { root })).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: expect.stringContaining("park.park.dlq"),
  });
  await expect(call("redrive-dlq", { consumer, until: "yesterday" }, { root })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(
    call("redrive-dlq", { consumer: "billing-service/src/main.ts#handleWhenDue" }, { root: "examples/orders" }),
  ).rejects.toMatchObject({ code: "UNSUPPORTED" });
});
