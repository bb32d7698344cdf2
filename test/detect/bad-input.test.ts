import { execFileSync } from "node:child_process";
import { symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { detectFiles, detectIn, folderOf } from "./repository.ts";

const git = (root: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: root, stdio: "pipe" });
const good = { "package.json": '{"dependencies": {"kafkajs": "2"}}' };

describe("nothing to find is a clear answer", () => {
  test.each([
    ["an empty folder", {}],
    ["a README about Kafka", { "README.md": "We love Kafka, RabbitMQ and SQS." }],
    ["code without a broker", { "a.ts": "emitter.emit('order.placed');\nqueue.push(1);\n" }],
  ])("%s", async (_, files) => {
    const map = await detectFiles(files);
    expect([map.brokers, map.clients, map.producers, map.consumers, map.findings, map.warnings, map.services]).toEqual([
      [],
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  test("words of brokers in telemetry, gRPC and in-process code are none", async () => {
    const map = await detectFiles({
      "otel/config.yaml": "receivers:\n  kafkametrics:\n    brokers: [kafka:9092]\nexporters:\n  kafka: {}\n",
      "compose.yaml":
        "services:\n  collector:\n    image: otel/opentelemetry-collector\n  cache:\n    image: redis:7\n  ui:\n    image: provectuslabs/kafka-ui\n",
      "package.json": '{"dependencies": {"@opentelemetry/instrumentation-kafkajs": "1", "redis": "4", "p-queue": "8"}}',
      "rpc.proto":
        'syntax = "proto3";\nservice Orders { rpc Placed(OrderPlaced) returns (OrderPlaced); }\nmessage OrderPlaced { string id = 1; }\n',
      "src/cache.ts": 'import { createClient } from "redis";\nawait createClient().set("a", "1");\n',
      "src/events/orders.ts":
        'import { EventEmitter } from "node:events";\nconst bus = new EventEmitter();\nbus.on("order.placed", () => {});\nbus.emit("order.placed");\n',
    });
    expect([map.brokers, map.clients, map.producers, map.consumers, map.eventTypes, map.findings]).toEqual([[], [], [], [], [], []]);
    expect(map.schemas).toEqual([{ file: "rpc.proto", format: "protobuf", names: [], carriesEvents: false }]);
  });

  test("test code is out", async () => {
    const map = await detectFiles({
      "tests/package.json": good["package.json"],
      "e2e/compose.yaml": "services:\n  k:\n    image: apache/kafka\n",
      "src/test/resources/a.avsc": '{"type":"record","name":"A","fields":[]}',
    });
    expect([map.brokers, map.clients, map.schemas]).toEqual([[], [], []]);
  });
});

describe("a file that cannot be read is named, and the rest is still read", () => {
  test("binary, too large, out of the root", async () => {
    const root = folderOf({ ...good, "requirements.txt": new Uint8Array([112, 0, 1]), "pom.xml": "" });
    truncateSync(join(root, "pom.xml"), 50 * 1024 * 1024);
    symlinkSync("/etc/hostname", join(root, "compose.yaml"));
    const map = await detectIn(root);
    expect(map.warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^requirements\.txt: .*binary/),
        expect.stringMatching(/^pom\.xml: .*50 MB/),
        expect.stringMatching(/^compose\.yaml: .*symlink/),
      ]),
    );
    expect(map.clients).toHaveLength(1);
  });

  test.each([
    ["compose.yaml", "services:\n  k:\n    image: apache/kafka\n  broken: [1, {\n", /^compose\.yaml:\d+:\d+: /],
    ["api/package.json", '{"dependencies": {"amqplib": "1"', /^api\/package\.json:\d+:\d+: /],
    ["pyproject.toml", '[project]\nname = "x\n', /^pyproject\.toml:2:\d+: /],
    ["main.tf", 'resource "aws_sqs_queue" "a" {\n', /^main\.tf:\d+:\d+: /],
  ])("%s with a mistake", async (path, text, warning) => {
    const map = await detectFiles({ ...good, [path]: text });
    expect(map.warnings).toEqual([expect.stringMatching(warning)]);
    expect(map.clients.some(({ library }) => library === "kafkajs")).toBe(true);
  });

  test("a chart with placeholders is no mistake", async () => {
    expect(
      (await detectFiles({ "chart/templates/a.yaml": "kind: Kafka\napiVersion: kafka.strimzi.io/v1\nspec: {{ .Values.spec }}\n" }))
        .warnings,
    ).toEqual([]);
  });

  test("a broken schema beside a good one", async () => {
    const map = await detectFiles({
      ...good,
      "a.avsc": '{"type": "record",,}',
      "b.avsc": '{"type": "record", "name": "OrderPlaced", "fields": []}',
      "c.proto": "message A {\n  string x = 1;\n",
    });
    expect(map.findings.filter(({ rule }) => rule === "SCHEMA_UNPARSABLE").map(({ file, line }) => `${file}:${line}`)).toEqual([
      "a.avsc:1",
      "c.proto:1",
    ]);
    expect(map.eventTypes.map(({ name }) => name)).toEqual(["OrderPlaced"]);
  });
});

describe("what is meant to hurt", () => {
  test("alias bombs, cyclic references, deep nesting and endless lines end soon", async () => {
    const bomb = ["asyncapi: 3.0.0", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 30; level++)
      bomb.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(", ")}]`);
    const started = performance.now();
    await detectFiles({
      "bomb.yaml": bomb.join("\n"),
      "self.yaml": "openapi: 3.0.0\ncomponents: &c\n  schemas: *c\n",
      "cycle.json": '{"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": "#", "properties": {"a": {"$ref": "#"}}}',
      "deep.json": `{"$schema": "https://json-schema.org/x", "a": ${"[".repeat(20_000)}`,
      "deep.tf": "a = [".repeat(20_000),
      "stack.yaml":
        "AWSTemplateFormatVersion: x\nResources:\n  A:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: stack.yaml}\n  F:\n    Type: AWS::Serverless::Function\n    Properties: {DeadLetterQueue: {TargetArn: !GetAtt A.Outputs.X}}\nOutputs:\n  X: {Value: !GetAtt A.Outputs.X}\n",
      "modules/a/main.tf": 'module "b" {\n  source = "../b"\n  x = var.x\n}\nvariable "x" {}\n',
      "modules/b/main.tf": 'module "a" {\n  source = "../a"\n  x = module.a.y\n}\noutput "y" {\n  value = module.a.y\n}\n',
      "long.proto": `message A {${" string x = 1;".repeat(50_000)}`,
      Dockerfile: `FROM ${"a/".repeat(100_000)}`,
      "compose.yaml": `services:\n  a:\n    image: ${"${A:-".repeat(20_000)}\n`,
      "db.sql": `create table ${"create table a (".repeat(20_000)}`,
      "pom.xml": "<dependency>".repeat(50_000),
      "requirements.txt": `a${" ".repeat(100_000)}[`,
      "main.go": `kafka ${"proto.Marshal(x) ".repeat(20_000)}`,
      "x.proto": "message Kept { string a = 1; }",
      "go.mod": "require github.com/IBM/sarama v1.0.0\n",
      "build.gradle": `implementation ${'"a'.repeat(50_000)}`,
    });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("folders that link in a circle", async () => {
    const root = folderOf(good);
    symlinkSync(root, join(root, "again"));
    symlinkSync("there", join(root, "here"));
    symlinkSync("here", join(root, "there"));
    expect((await detectIn(root)).clients).toHaveLength(1);
  });

  test("no value of a variable that may be a secret is printed", async () => {
    const map = await detectFiles({
      ...good,
      ".env": "QUEUE_TOKEN=hunter2secret\nAPI_KEY=hunter2secret\n",
      "compose.yaml": "services:\n  a:\n    build: .\n    environment:\n      DB_PASSWORD: hunter2secret\n",
    });
    expect(JSON.stringify(map)).not.toContain("hunter2secret");
  });
});

describe("git in every state", () => {
  test("a repository without a commit, a bare one, a shallow clone", async () => {
    const fresh = folderOf(good);
    git(fresh, "init", "-q");
    expect(await detectIn(fresh)).toMatchObject({ commit: "", clients: [{ library: "kafkajs" }] });

    git(fresh, "add", "-A");
    git(fresh, "commit", "-qm", "one");
    git(fresh, "remote", "add", "origin", "https://example.org/shop/orders.git");
    expect(await detectIn(fresh)).toMatchObject({ repo: "shop/orders", commit: expect.stringMatching(/^[0-9a-f]{40}$/) as string });

    const around = folderOf({});
    git(around, "clone", "-q", "--bare", fresh, "bare");
    expect((await detectIn(join(around, "bare"))).brokers).toEqual([]);
    git(around, "clone", "-q", "--depth", "1", `file://${fresh}`, "shallow");
    expect((await detectIn(join(around, "shallow"))).clients).toHaveLength(1);
  });
});

test("settings with a wrong key are refused with the place", async () => {
  const root = folderOf({ ".godmode/event.json": "" });
  writeFileSync(join(root, ".godmode/event.json"), '{\n  "ignore": []\n}\n');
  await expect(detectIn(root)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining('.godmode/event.json:2:3: unknown key "ignore"; did you mean "ignores"?') as string,
  });
});

test("a cancelled call ends", async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(detectIn(folderOf(good), { signal: controller.signal })).rejects.toMatchObject({ code: "CANCELLED" });
});
