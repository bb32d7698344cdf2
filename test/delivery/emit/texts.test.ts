import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { cloudformationTemplate } from "../../../src/delivery/emit/cloudformation.ts";
import { rabbitmqDefinitions } from "../../../src/delivery/emit/rabbitmq-definitions.ts";
import { strimziTopics } from "../../../src/delivery/emit/strimzi.ts";
import { terraformConfiguration } from "../../../src/delivery/emit/terraform.ts";
import type { Resource } from "../../../src/model/delivery.ts";
import { parseConfig } from "../../../src/workspace/config.ts";
import { cfnLint, lint } from "../../servers/cfn-lint.ts";
import { formatDifference, hasTerraform } from "../../servers/terraform.ts";
import { hasTool } from "../../servers/tool.ts";
import { watched } from "./watched.ts";

const folder = mkdtempSync(join(tmpdir(), "emitted-"));
afterAll(() => rmSync(folder, { recursive: true }));

const of = (broker: string, channel: string) => watched(broker, channel, "billing").topology.resources;
const all = [
  ...of("rabbitmq", "orders"),
  ...of("kafka", "orders"),
  ...of("nats", "orders"),
  ...of("sqs", "orders"),
  ...of("sqs", "sns:events.fifo"),
];

test.skipIf(!hasTool(cfnLint))(
  "CloudFormation: cfn-lint finds nothing",
  () => {
    const file = join(folder, "template.yaml");
    writeFileSync(file, cloudformationTemplate(all));
    expect(lint(file)).toEqual({ rules: [], said: "" });
  },
  120_000,
);

describe("Terraform", () => {
  test.skipIf(!hasTerraform)("terraform fmt has nothing to change", () => {
    expect(formatDifference(terraformConfiguration(all))).toBe("");
  });

  test("it says that no provider has seen it, and is read back without a problem", () => {
    const text = terraformConfiguration(all);
    expect(text).toContain("terraform validate");
    expect(parseConfig("main.tf", text)?.problem).toBeUndefined();
  });

  test("a name is never a template", () => {
    const [queue] = of("rabbitmq", "orders") as [Resource];
    const text = terraformConfiguration([{ ...queue, name: '${file("/etc/passwd")}%{ if true }' }]);
    expect(text).not.toMatch(/(?<!\$)\$\{/);
    expect(text).not.toMatch(/(?<!%)%\{/);
  });
});

test("Strimzi: each topic with what the plan wants of it, without limit as -1", () => {
  const manifests = parseAllDocuments(strimziTopics(of("kafka", "Orders_v1"), "main")).map((document) => document.toJS() as Manifest);
  const wanted = of("kafka", "Orders_v1").filter(({ kind, config }) => kind === "topic" && Object.keys(config).length > 0);
  expect(manifests).toHaveLength(wanted.length);
  for (const [index, { metadata, spec }] of manifests.entries()) {
    const { name, config } = wanted[index]!;
    expect(spec.topicName ?? metadata.name).toBe(name);
    expect(metadata.name).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
    const read = Object.fromEntries(
      Object.entries(spec.config).map(([key, value]) => [key, value === -1 ? Number.MAX_SAFE_INTEGER : value]),
    );
    expect(read).toEqual(config);
  }
});

interface Manifest {
  metadata: { name: string };
  spec: { topicName?: string; config: Record<string, unknown> };
}

test("RabbitMQ: arguments that must not be set are left out, and an exchange is bound", () => {
  const [source] = of("rabbitmq", "orders").filter(({ role, kind }) => role === "source" && kind === "queue") as [Resource];
  const definitions = JSON.parse(
    rabbitmqDefinitions([{ ...source, config: { ...source.config, boundTo: "events", "x-expires": null } }]),
  ) as Record<string, Record<string, unknown>[]>;
  expect(definitions["queues"]![0]!["arguments"]).not.toHaveProperty("x-expires");
  expect(definitions["bindings"]).toMatchObject([{ source: "events", destination: "orders", destination_type: "queue" }]);
});

test("the same plan gives the same text", () => {
  for (const emit of [cloudformationTemplate, terraformConfiguration, rabbitmqDefinitions]) expect(emit(all)).toBe(emit(all));
});
