import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { virtualClock } from "../../../src/brokers/clock.ts";
import { embedded, openFile } from "../../../src/brokers/embedded/broker.ts";
import { openHub } from "../../../src/brokers/embedded/hub.ts";
import { connect } from "../../../src/brokers/embedded/session.ts";
import { emptyWorld, printWorld, type World } from "../../../src/brokers/embedded/world.ts";
import { ack, declare, message, quiet, recorder, waitFor, wanted } from "../conformance.ts";
import { running } from "./running.ts";

const path = ".godmode/event/embedded/default.json";

function withState(text: string) {
  const broker = running("requeue");
  mkdirSync(join(broker.root, ".godmode/event/embedded"), { recursive: true });
  writeFileSync(join(broker.root, path), text);
  return () => openFile(broker.root, "default", broker.clock);
}

test.each([
  ["no JSON", "{", "it is no JSON"],
  ["another shape", '{"version": 1, "channels": {}}', "channels"],
  ["another version", '{"version": 2, "channels": []}', "version"],
  ["unknown keys", '{"version": 1, "channels": [], "more": 1}', "more"],
  ["a message that is no base64", state({ body: "***" }), "body"],
  ["a message with too many headers", state({ headers: Array.from({ length: 200 }, () => ["a", "b"]) }), "headers"],
  ["an endless name", state({}, "x".repeat(100_000)), "name"],
  ["too large a file", JSON.stringify({ version: 1, channels: [], pad: "x".repeat(3_000_000) }), "2 MB"],
])("a file that holds %s is refused with one clear error", (_, text, mistake) => {
  expect(withState(text)).toThrow(expect.objectContaining({ code: "PARSE_FAILED", message: expect.stringContaining(mistake) }));
});

function state(item: object, name = "orders"): string {
  const items = [{ id: 1, atMs: 0, headers: [], body: "", count: 0, readyMs: 0, ...item }];
  const groups = [{ name: "", config: { redelivery: "requeue" }, items }];
  return JSON.stringify({ version: 1, channels: [{ name, config: {}, next: 2, groups }] });
}

test("names of the language's own objects are names like others", async () => {
  const broker = running("requeue");
  const session = await broker.connect();
  const reader = await declare(broker, session, "constructor", "__proto__");
  const { seen, handle } = recorder(broker, () => ack);
  await session.publish(
    "__proto__",
    message("a", { headers: JSON.parse('{"__proto__": "x", "toString": "y"}') as Record<string, string> }),
  );
  await broker.restart();
  const again = await broker.connect();
  await again.subscribe(reader, handle);
  await waitFor(broker, "delivery", () => seen.length === 1 && quiet(again, reader));
  expect(seen[0]!.delivery.headers["toString"]).toBe("y");
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
});

test("a full broker takes nothing more, says so, and loses nothing", async () => {
  const broker = running("requeue");
  const session = await broker.connect();
  await declare(broker, session);
  const body = "x".repeat(100_000);
  let stored = 0;
  const fill = async () => {
    for (; stored < 100; stored += 1) await session.publish("orders", message(body));
  };
  await expect(fill()).rejects.toMatchObject({ code: "WRITE_DISABLED", message: expect.stringContaining("full") });
  expect(stored).toBeGreaterThan(5);
  expect(statSync(join(broker.root, path)).size).toBeLessThan(2 * 1024 * 1024);
  await broker.restart();
  expect((await (await broker.connect()).backlog("orders", "billing")).ready).toBe(stored);
});

test("a disk that refuses is told to who waits, disturbs nobody else, and is made up for by the next save", async () => {
  const clock = virtualClock(0);
  let refuses = false;
  let saved = "";
  const store = {
    limit: 1_000_000,
    name: "it",
    save: (world: World) => {
      if (refuses) throw new Error("disk full");
      saved = printWorld(world);
    },
  };
  const session = connect(openHub(emptyWorld(), store, clock), "requeue", true);
  const { resources, reader } = embedded("requeue").topology(wanted("billing"));
  for (const resource of resources) await session.create(resource, "run-1");
  const subscription = await session.subscribe(reader, async (batch) => batch.map(() => ({ do: "nack", afterMs: 100 })));
  await session.publish("orders", message("a"));
  refuses = true;
  await expect(session.publish("orders", message("b"))).rejects.toThrow("disk full");
  await clock.until(() => false, 1000);
  refuses = false;
  await session.publish("orders", message("c"));
  expect(saved).toContain(Buffer.from("b").toString("base64"));
  await expect(subscription.close()).rejects.toThrow("disk full");
});

test("a symlink does not lead its writes to another file of the repository", async () => {
  const broker = running("requeue");
  mkdirSync(join(broker.root, ".godmode/event/embedded"), { recursive: true });
  writeFileSync(join(broker.root, "source.ts"), "export const a = 1;\n");
  symlinkSync("../../../source.ts", join(broker.root, path));
  expect(() => openFile(broker.root, "default", broker.clock)).toThrow(expect.objectContaining({ code: "OUTSIDE_ROOT" }));
  expect(readFileSync(join(broker.root, "source.ts"), "utf8")).toBe("export const a = 1;\n");
});

test("who only looks writes nothing", async () => {
  const broker = running("requeue");
  const looking = await broker.broker.open({ root: broker.root, connection: "default", clock: broker.clock, looking: true });
  expect(
    await looking.observe(
      broker.broker.topology({ consumer: "a", channel: "c", group: "g", retry: { rungsMs: [1], ordering: "none", handlerTimeoutMs: 1 } })
        .resources,
    ),
  ).toEqual([]);
  await looking.close();
  expect(existsSync(join(broker.root, ".godmode"))).toBe(false);
});
