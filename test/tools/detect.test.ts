import { expect, test } from "vitest";
import { invoke } from "../../src/call.ts";
import { SystemMap } from "../../src/model/system.ts";
import { detect } from "../../src/tools/detect.ts";
import { distRoot, folderOf } from "../detect/repository.ts";

const context = {
  signal: new AbortController().signal,
  env: {},
  distRoot,
  version: "0",
  now: () => new Date(0),
  newId: () => "id",
  progress: () => {},
};
const run = (files: Record<string, string>, input: Record<string, unknown> = {}) =>
  invoke(detect, input, { context, cwd: folderOf(files) });

const shop = {
  "package.json": '{"dependencies": {"kafkajs": "2"}}',
  "main.go": "package main\n",
  "go.mod": "require github.com/nats-io/nats.go v1\n",
  "infra/queue.tf": Array.from({ length: 30 }, (_, index) => `resource "aws_sqs_queue" "q${index}" {\n  name = "q${index}"\n}\n`).join(""),
};

test("the answer is the map beside status, summary and the next call", async () => {
  const answer = await run(shop);
  expect(answer).toMatchObject({ status: "ok", next: [{ tool: "validate", args: {} }] });
  expect(answer.summary).toBe("kafka (dependency), nats (dependency), sqs (infra); 0 producers, 0 consumers, 31 findings. Not read: go.");
  expect(SystemMap.safeParse(answer).error).toBeUndefined();
  expect(answer["findings"]).toHaveLength(31);
});

test("no events is a clear answer without a next call", async () => {
  expect(await run({ "a.ts": "" })).toMatchObject({
    status: "ok",
    summary: "No events: no broker, no client of one, no producer, no consumer.",
    next: [],
  });
});

test("where nothing could be read, nothing is claimed", async () => {
  expect(await run({ "package.json": "\0\0" })).toMatchObject({ status: "inconclusive" });
});

test("lists are paged on request", async () => {
  const first = await run(shop, { limit: 10 });
  expect(first["findings"]).toHaveLength(10);
  expect(first.counts).toMatchObject({ findings: 31, channels: 30 });
  const second = await run(shop, { limit: 10, cursor: first.cursor });
  expect(second["findings"]).toHaveLength(10);
  expect(second["findings"]).not.toEqual(first["findings"]);
});
