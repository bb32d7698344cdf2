import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { message } from "../brokers/conformance.ts";
import { configure, declareIn, garage, handlers, openWorld, own } from "./dead-letters/parking.ts";

const consumer = "park.js#handle";

async function withLetters(count: number, headers: Record<string, string>, make: (root: string) => Promise<unknown> = declareIn) {
  const root = garage({ "park.js": handlers.good });
  await make(root);
  const { session, reader } = await openWorld(root);
  for (let index = 0; index < count; index += 1)
    await session.publish(
      reader.deadLetter,
      message(JSON.stringify({ event_id: `e-${index}`, data: { plate: `SECRET-${index}` } }), { headers }),
    );
  await session.close();
  return root;
}

const failed = (at: Date) => ({
  "gm-error-kind": "exhausted",
  "gm-error-class": "TypeError",
  "gm-error-message": "no minutes",
  "gm-last-failed-at": at.toISOString(),
});

test("depth, age, level and cause of what configure-dlq made; samples only when asked, without their values", async () => {
  const root = await withLetters(3, failed(new Date(Date.now() - 600_000)), configure);
  const answer = await call("inspect-dlq", { consumer }, { root });
  expect(answer).toMatchObject({
    status: "negative",
    level: "alert",
    depth: 3,
    deadLetters: [
      {
        deadLetter: "park.park.dlq",
        configured: true,
        oldestMinutes: 10,
        causes: [{ error: "TypeError", message: "no minutes", count: 3 }],
        samples: [],
      },
    ],
    next: [{ tool: "redrive-dlq", args: { consumer } }],
  });
  expect(answer.summary).toBe("alert: 3 dead letters; park.park.dlq has 3, most by TypeError: no minutes.");
  const looked = await call("inspect-dlq", { consumer, samples: 2 }, { root });
  expect(looked.deadLetters[0]!.samples).toMatchObject([
    { eventId: "e-0", payload: { data: { plate: "string of 8" } } },
    { eventId: "e-1" },
  ]);
  expect(JSON.stringify(looked)).not.toContain("SECRET");
  expect(await call("inspect-dlq", { consumer }, { root })).toMatchObject({ depth: 3 });
});

test("more than 100 page, and one that is older than a day is P1", async () => {
  expect(await call("inspect-dlq", { consumer }, { root: await withLetters(101, failed(new Date())) })).toMatchObject({ level: "page" });
  const old = failed(new Date(Date.now() - 25 * 3_600_000));
  expect(await call("inspect-dlq", { consumer }, { root: await withLetters(1, old) })).toMatchObject({ level: "P1" });
});

test("nothing there, nothing configured, nothing written", async () => {
  const root = garage({ "park.js": handlers.good });
  expect(await call("inspect-dlq", { consumer }, { root })).toMatchObject({ status: "ok", depth: 0, deadLetters: [{ configured: false }] });
  expect(existsSync(own(root, ""))).toBe(false);
  await expect(call("inspect-dlq", { consumer: "nowhere.js#x" }, { root })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(call("inspect-dlq", { consumer, samples: 21 }, { root })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});
