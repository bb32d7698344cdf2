import { describe, test } from "vitest";
import { realClock } from "../../../src/brokers/clock.ts";
import { brokerOf } from "../../../src/brokers/spoken.ts";
import { call } from "../../../src/index.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { loadSettings } from "../../../src/workspace/settings.ts";
import { addressOf } from "../../../src/tools/connections/connection.ts";
import { hasServer, type Kind, serverOf } from "../../servers/servers.ts";
import { message } from "../../brokers/conformance.ts";
import { garage, handlers } from "./parking.ts";

/** The four tools on real servers, with the whole ladder of 1, 5 and 30 s: a name of its own for each, for all share a server. */
const kinds: readonly { kind: string; server: Kind; connection: object }[] = [
  { kind: "kafka", server: "kafka", connection: { url: "${IT_URL}" } },
  {
    kind: "rabbitmq",
    server: "rabbitmq",
    connection: { url: "${IT_URL}", management: "${IT_MANAGEMENT}", user: "${IT_USER}", password: "${IT_PASSWORD}" },
  },
  { kind: "sqs", server: "fauxqs", connection: { url: "${IT_URL}", region: "us-east-1", user: "${IT_USER}", password: "${IT_PASSWORD}" } },
  { kind: "nats", server: "nats", connection: { url: "${IT_URL}" } },
];

describe.concurrent.each(kinds)("$kind", async ({ kind, server, connection }) => {
  const there = await hasServer(server);

  test.skipIf(!there).concurrent(
    "plan, configure twice, drift, inspect, redrive",
    async ({ expect }) => {
      const name = `stays${Math.random().toString(36).slice(2, 8)}`;
      const consumer = `${name}.js#handle`;
      const prefix = `${kind.toUpperCase()}_IT`;
      const address: Record<string, string> = { user: "test", password: "test", ...(await serverOf(server)).address };
      for (const [key, value] of Object.entries(address)) process.env[`${prefix}_${key.toUpperCase()}`] = value;
      const own = JSON.parse(JSON.stringify(connection).replaceAll("${IT_", `\${${prefix}_`)) as object;
      const settings = { connections: { it: { kind, ...own } }, consumers: { [consumer]: { connection: "it" } } };
      const root = garage({ [`${name}.js`]: handlers.good, ".godmode/event.json": JSON.stringify(settings) });

      const plan = await call("plan-dlq", { consumer, check: true }, { root });
      // What is made where the code may expect something else, or nothing, is said.
      const said: Record<string, string> = { rabbitmq: "made as a durable quorum queue", nats: "No stream has the subject" };
      const notes = kind in said ? [expect.stringContaining(said[kind]!)] : [];
      expect(plan).toMatchObject({ status: "negative", broker: kind, connection: "it", drift: true, unplanned: [], notes });
      // What all consumers of a NATS server share may be there already.
      const created = plan.actions.filter(({ action, resource }) => action === "create" || resource !== "nats:stream:GM_ADVISORIES");
      expect(created.every(({ action }) => action === "create")).toBe(true);
      const refused = await call("configure-dlq", { consumer, samples: "samples.json" }, { root });
      expect(refused).toMatchObject({ applied: false, whyNot: expect.stringContaining("GODMODE_EVENT_ALLOW_BROKER_WRITE=1") });

      const first = await call("configure-dlq", { plan: plan.plan, samples: "samples.json", allowBrokerWrite: true }, { root });
      expect(first, JSON.stringify(first.consumers)).toMatchObject({ status: "ok", applied: true, changed: created.length });
      expect(first.consumers).toMatchObject([{ outcome: "proven", topology: { outcome: "proven", deliveries: 4, clock: "real" } }]);
      expect(await call("plan-dlq", { consumer, check: true }, { root })).toMatchObject({ status: "ok", drift: false });

      const broker = (await brokerOf(kind))!;
      const at = { name: "it", connection: loadSettings(root).connections!["it"]! };
      const opening = { root, connection: "it", clock: realClock(() => Date.now()), address: addressOf(at, process.env) };
      const session = await broker.open(opening);
      try {
        const source = await session.describe(name);
        const { reader, resources } = broker.topology({
          consumer,
          channel: name,
          group: name,
          retry: defaultRetry,
          ...(source && { source }),
        });
        const before = (await session.observe(resources)).length;
        expect(before).toBe(resources.length);
        const fail = await session.subscribe(reader, async (batch) =>
          batch.map(() => ({ do: "reject", headers: { "gm-error-kind": "fatal", "gm-error-class": "TypeError" } })),
        );
        await session.publish(name, message(JSON.stringify({ event_id: "one" }), { key: "k" }));
        await expect.poll(async () => (await session.backlog(reader.deadLetter)).ready, { timeout: 20_000 }).toBe(1);
        await fail.close();
        expect(await call("inspect-dlq", { consumer }, { root })).toMatchObject({
          status: "negative",
          level: "alert",
          depth: 1,
          broker: kind,
        });
        const dry = await call("redrive-dlq", { consumer }, { root });
        expect(dry).toMatchObject({ dryRun: true, matching: 1, sent: 0, left: 1 });
        await expect(call("redrive-dlq", { consumer, apply: 1 }, { root })).rejects.toMatchObject({ code: "WRITE_DISABLED" });
        expect(await call("redrive-dlq", { consumer, apply: 1, allowBrokerWrite: true }, { root })).toMatchObject({ sent: 1, left: 0 });
        const got: string[] = [];
        const again = await session.subscribe(reader, async (batch) => {
          got.push(...batch.map(({ headers }) => headers["gm-redrive-count"] ?? ""));
          return batch.map(() => ({ do: "ack" }));
        });
        await expect.poll(() => got, { timeout: 20_000 }).toEqual(["1"]);
        await again.close();

        // Somebody changes one setting by hand: the plan shows exactly that. Partitions cannot become fewer.
        const [changed, key] = resources.flatMap((resource) =>
          Object.entries(resource.config).flatMap(([name, value]) =>
            typeof value === "number" && value !== 1 && name !== "partitions" && !resource.immutable.includes(name)
              ? [[resource, name] as const]
              : [],
          ),
        )[0]!;
        const [found] = await session.observe([changed]);
        const wanted = changed.config[key] as number;
        await session.update(changed, { ...found!.config, [key]: wanted - 1 });
        const drifted = await call("plan-dlq", { consumer, check: true }, { root });
        expect(drifted).toMatchObject({ status: "negative", drift: true });
        const different = drifted.actions.filter(({ action }) => action !== "noop" && action !== "adopt");
        expect(different).toMatchObject([{ action: "update", resource: changed.id, changes: [{ key, from: wanted - 1, to: wanted }] }]);
        await session.update(changed, found!.config);
      } finally {
        await session.close();
      }
      expect(await call("inspect-dlq", { consumer }, { root })).toMatchObject({ status: "ok", depth: 0 });
      const second = await call("configure-dlq", { consumer, samples: "samples.json", allowBrokerWrite: true }, { root });
      expect(second, JSON.stringify(second.consumers)).toMatchObject({ status: "ok", changed: 0 });
    },
    180_000,
  );
});
