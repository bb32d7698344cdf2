import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { amqpAddress, natsAddress } from "../../../../src/verify/subjects/process/wire/addresses.ts";
import { rabbitWire } from "../../../../src/verify/subjects/process/wire/amqp/rabbit-wire.ts";
import { natsWire } from "../../../../src/verify/subjects/process/wire/nats/nats-wire.ts";
import type { Place } from "../../../../src/verify/subjects/process/wire/place.ts";
import type { Wire } from "../../../../src/verify/subjects/process/wire/wire.ts";
import { nats, startNats } from "../../../servers/nats.ts";
import { hasServer, privateServer } from "../../../servers/servers.ts";
import { messages, type RigOptions, startRig } from "./rig.ts";

const folder = mkdtempSync(join(tmpdir(), "logins-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secret = "k7-much-too-secret";
const isNone = (): boolean => false;

/** What the process is told has nothing of the real login, and all the same it is let in. */
async function letIn(wire: Wire, options: RigOptions): Promise<void> {
  expect(await wire.open()).toBeUndefined();
  try {
    let rig = await startRig(wire, options);
    if (wire.kind === "nats") {
      await expect(rig.start("A")).rejects.toThrow(/ended/);
      await rig.end();
      expect(await wire.learn!()).toBe(true);
      rig = await startRig(wire, options);
    }
    const { env, words } = await rig.play.address("A");
    expect(JSON.stringify([env, words])).not.toMatch(new RegExp(`${secret}|bookkeeper`));
    await rig.start("A");
    await rig.play.put({ event: 0, kind: "first" }, "A");
    await rig.until("settled", () => rig.settled() === 1);
    expect(rig.handled()).toEqual([messages[0]!.id]);
    await rig.end();
  } finally {
    await wire.close();
  }
}

test("RabbitMQ: the proxy logs in, however the process does", { timeout: 60_000 }, async () => {
  if (!(await hasServer("rabbitmq"))) return;
  const server = await privateServer("rabbitmq");
  const { url, management } = server.started.address;
  const ask = async (method: string, path: string, body: object): Promise<void> => {
    const headers = { authorization: `Basic ${Buffer.from("guest:guest").toString("base64")}`, "content-type": "application/json" };
    const answer = await fetch(`${management}/api/${path}`, { method, headers, body: JSON.stringify(body) });
    expect(answer.ok).toBe(true);
  };
  try {
    await ask("PUT", "users/bookkeeper", { password: secret, tags: "administrator" });
    await ask("PUT", "permissions/%2F/bookkeeper", { configure: ".*", write: ".*", read: ".*" });
    await ask("DELETE", "users/guest", {}).catch(() => {});
    const { hostname: host, port } = new URL(url!);
    const login = { user: "bookkeeper", password: secret };
    const place: Place = { host, port: Number(port), private: true, isDead: isNone, isRetry: isNone, management: management!, ...login };
    const command = [process.execPath, "test/verify/process/wire/consumers/rabbitmq.mjs", "declare"];
    await letIn(rabbitWire(place), { command });
    // A login of its own that this server does not know.
    await letIn(rabbitWire(place), {
      command: ["/bin/sh", "-c", 'AMQP_URL=$(echo "$AMQP_URL" | sed s/guest:guest/shop:shop/) exec "$@"', "sh", ...command],
    });
  } finally {
    await server.end();
  }
});

test("NATS: the proxy logs in, however the process does", { timeout: 60_000 }, async () => {
  if (!(await hasServer("nats"))) return;
  const started = await startNats("nats", "nats-server", folder, { config: `authorization { user: bookkeeper, password: "${secret}" }` });
  try {
    const { hostname: host, port } = new URL(started.address["url"]!);
    const place: Place = { host, port: Number(port), private: true, isDead: isNone, isRetry: isNone, user: "bookkeeper", password: secret };
    await letIn(natsWire(place), { command: [process.execPath, "test/verify/process/wire/consumers/nats.mjs"] });
  } finally {
    await nats.stop(started);
  }
});

test("an address says nothing of the login of its server", () => {
  const place: Place = { host: "10.0.0.5", port: 1, private: false, isDead: isNone, isRetry: isNone, user: "bookkeeper", password: secret };
  for (const told of [amqpAddress(4000, "/", place), natsAddress(4000, place)])
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${secret}|bookkeeper|10\\.0\\.0\\.5`));
});
