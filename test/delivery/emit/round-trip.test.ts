import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { realClock } from "../../../src/brokers/clock.ts";
import { sqs } from "../../../src/brokers/sqs/broker.ts";
import { cloudformationTemplate } from "../../../src/delivery/emit/cloudformation.ts";
import { rabbitmqDefinitions } from "../../../src/delivery/emit/rabbitmq-definitions.ts";
import { driftOf, planOf } from "../../../src/delivery/plan.ts";
import { newVhost } from "../../brokers/rabbitmq/running.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { watched } from "./watched.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "round-trip-")));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!(await hasServer("rabbitmq")))("RabbitMQ definitions", () => {
  test("imported by the server, nothing is left to do; with one argument changed, exactly that is", async () => {
    const server = await serverOf("rabbitmq");
    const vhost = await newVhost(server);
    const { consumer, topology } = watched("rabbitmq", "orders", "billing");
    const desired = [{ consumer, resources: topology.resources }];
    try {
      const definitions = rabbitmqDefinitions(topology.resources, vhost.name);
      const answer = await imported(server.address, definitions);
      expect(answer).toBe(204);
      const session = await vhost.open();
      const plan = planOf("rabbitmq", desired, await session.observe(topology.resources));
      expect(plan.actions.map(({ action }) => action)).not.toContain("create");
      expect(driftOf(plan)).toEqual([]);
      const lower = definitions.replace('"delivery-limit": 10', '"delivery-limit": 3');
      await imported(server.address, lower);
      expect(driftOf(planOf("rabbitmq", desired, await session.observe(topology.resources)))).toMatchObject([
        { resource: "rabbitmq:policy:orders", changes: [{ key: "delivery-limit", to: 10 }] },
      ]);
    } finally {
      await vhost.drop();
    }
  }, 60_000);
});

describe.skipIf(!(await hasServer("rabbitmq")))("a definitions file that was edited", () => {
  test("is taken by the server, and is as it was planned although another policy of the file limits all queues", async () => {
    const server = await serverOf("rabbitmq");
    const vhost = await newVhost(server);
    const { consumer, topology } = watched("rabbitmq", "orders", "billing");
    try {
      const file = fileURLToPath(new URL("../../fixtures/iac/rabbitmq-definitions/after/definitions.json", import.meta.url));
      const { vhosts: _, ...definitions } = JSON.parse(
        readFileSync(file, "utf8").replaceAll('"shop"', JSON.stringify(vhost.name)),
      ) as Record<string, unknown>;
      expect(await imported(server.address, JSON.stringify(definitions))).toBe(204);
      const session = await vhost.open();
      const plan = planOf("rabbitmq", [{ consumer, resources: topology.resources }], await session.observe(topology.resources));
      expect(driftOf(plan)).toEqual([]);
    } finally {
      await vhost.drop();
    }
  }, 60_000);
});

async function imported({ management, user, password }: Readonly<Record<string, string>>, definitions: string): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const headers = { authorization, "content-type": "application/json" };
  return (await fetch(`${management}/api/definitions`, { method: "POST", headers, body: definitions })).status;
}

describe.skipIf(!(await hasServer("moto")))("CloudFormation", () => {
  test.each(["orders", "sns:events", "payments.fifo"])(
    "a stack for %s, made by the emulator, is as it was planned",
    async (channel) => {
      const { address } = await serverOf("moto");
      const run = randomUUID().slice(0, 8);
      const { consumer, topology } = watched("sqs", channel.replace(/(?=\.fifo$)|$/, `-${run}`), "billing");
      const made = await stack(address["url"]!, `stack-${run}`, cloudformationTemplate(topology.resources));
      expect(made).toContain("<StackId>");
      const session = await sqs.open({
        root: folder,
        connection: "test",
        address: { url: address["url"]! },
        clock: realClock(Date.now),
        looking: true,
      });
      try {
        const plan = planOf("sqs", [{ consumer, resources: topology.resources }], await session.observe(topology.resources));
        // The emulator's CloudFormation makes no queue policies and no subscriptions: of those cfn-lint is the only witness.
        const left = driftOf(plan).filter(
          ({ resource, changes }) => !resource.startsWith("sns:subscription:") && changes.some(({ key }) => key !== "allowsTopic"),
        );
        expect(left).toEqual([]);
        expect(plan.actions.filter(({ action }) => action === "adopt").length).toBeGreaterThan(1);
      } finally {
        await session.close();
      }
    },
    60_000,
  );
});

/** The emulator checks no signature. */
async function stack(url: string, name: string, template: string): Promise<string> {
  const authorization = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cloudformation/aws4_request, SignedHeaders=host, Signature=0";
  const body = new URLSearchParams({ Action: "CreateStack", Version: "2010-05-15", StackName: name, TemplateBody: template });
  return (await fetch(url, { method: "POST", headers: { authorization }, body })).text();
}
