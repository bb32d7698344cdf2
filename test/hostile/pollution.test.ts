import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { ToolError } from "../../src/tool.ts";
import { detectFiles, folderOf } from "../detect/repository.ts";

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

const evil = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}';

async function codeOf(what: () => Promise<unknown>): Promise<string> {
  try {
    await what();
    return "done";
  } catch (error) {
    if (error instanceof ToolError) return error.code;
    throw error;
  }
}

describe("names of the language's own objects are names", () => {
  test("in settings", async () => {
    const root = folderOf({ "package.json": "{}", ".godmode/event.json": "" });
    for (const text of [
      evil,
      `{"connections": ${evil}}`,
      `{"consumers": ${evil}}`,
      `{"subjects": ${evil}}`,
      `{"envelope": {"__proto__": "x"}}`,
      `{"domains": {"__proto__": {}}}`,
    ]) {
      writeFileSync(join(root, ".godmode/event.json"), text);
      expect(["INVALID_INPUT", "done"]).toContain(await codeOf(() => call("validate", { root })));
    }
  });

  test("in the fields, the sample and the names of a schema", async () => {
    const root = folderOf({ "package.json": "{}" });
    for (const format of ["avro", "protobuf", "json-schema"] as const) {
      for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
        const made = () =>
          call("design-schema", { root, eventType: "order.placed", format, dryRun: true, fields: [{ name, type: "string" }] });
        expect(["INVALID_INPUT", "done"]).toContain(await codeOf(made));
      }
      const sampled = () =>
        call("design-schema", { root, eventType: "order.placed", format, dryRun: true, sample: JSON.parse(evil) as unknown });
      expect(["INVALID_INPUT", "done"]).toContain(await codeOf(sampled));
    }
    for (const subject of ["__proto__", "constructor"])
      await codeOf(() => call("register-schema", { root, subject, schema: { text: '{"type": "record", "name": "A", "fields": []}' } }));
    await codeOf(() => call("validate", { root }));
  });

  test("in files that are read", async () => {
    await detectFiles({
      "package.json": `{"dependencies": ${evil}, "name": "__proto__", "__proto__": {"polluted": true}}`,
      "compose.yaml": `services:\n  __proto__: &a\n    image: rabbitmq:3\n    polluted: true\n  constructor:\n    <<: *a\n`,
      "pyproject.toml":
        "[project]\nname = 'x'\n[__proto__]\npolluted = true\n[tool.poetry.dependencies]\n__proto__ = '1'\nconstructor = '1'\n",
      "application.properties": "__proto__.polluted=true\nconstructor.prototype.polluted=true\n",
      "main.tf":
        'resource "aws_sqs_queue" "__proto__" {\n  name = "__proto__"\n  polluted = true\n}\nresource "__proto__" "polluted" {\n}\n',
      "a.ts":
        'import { Kafka } from "kafkajs";\nconst o = { ["__proto__"]: { polluted: 1 }, constructor: "x" };\nnew Kafka({}).producer().send({ topic: o.constructor, messages: [] });\nnew Kafka({}).producer().send({ topic: o.__proto__.polluted, messages: [] });\nnew Kafka({}).producer().send({ topic: toString, messages: [] });\n',
      "a.avsc":
        '{"type": "record", "name": "__proto__", "fields": [{"name": "constructor", "type": "string"}, {"name": "__proto__", "type": "toString"}]}',
      "a.proto": 'syntax = "proto3"; message constructor { string __proto__ = 1; map<string, __proto__> toString = 2; }',
      "template.yaml":
        "AWSTemplateFormatVersion: x\nResources:\n  __proto__:\n    Type: AWS::SQS::Queue\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Ref constructor\n      RedrivePolicy: {deadLetterTargetArn: !GetAtt __proto__.Arn}\n",
    });
  });
});

describe("texts in any encoding", () => {
  const code = 'import { Kafka } from "kafkajs";\r\nawait new Kafka({}).producer().send({ topic: "orders", messages: [] });\r\n';
  const manifest = { "package.json": '\uFEFF{"dependencies": {"kafkajs": "2"}}\r\n' };
  test("a byte-order mark and CRLF change nothing", async () => {
    const map = await detectFiles({ ...manifest, "a.ts": `\uFEFF${code}` });
    expect(map.producers.map(({ channel, line }) => [channel, line])).toEqual([["orders", 2]]);
  });

  test("UTF-16 and what is no UTF-8 are no bug", async () => {
    const root = folderOf({
      ...manifest,
      "a.ts": Buffer.from(code, "utf16le"),
      "b.ts": Buffer.concat([Buffer.from("// \xFF\xFE\xC0 ", "latin1"), Buffer.from(`\n${code}`)]),
      "a.avsc": Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
      "b.avsc": Buffer.from([0xc3, 0x28, 0x7b]),
      "compose.yaml": Buffer.from("services:\n  \xFF: {image: 'rabbitmq:3'}\n", "latin1"),
      "c.ts": "const lone = '\uD800'; // \u{10FFFF}\n",
    });
    const map = await call("detect", { root });
    expect(map.producers.map(({ file }) => file)).toEqual(["b.ts"]);
    expect(map.warnings.join()).toContain("a.ts");
    expect(["NOT_FOUND", "PARSE_FAILED", "INVALID_INPUT"]).toContain(
      await codeOf(() => call("check-compat", { root, schema: { path: "b.avsc" } })),
    );
  });
});
