import * as z from "zod";
import { defineTool } from "../tool.ts";

export const scaffold = defineTool({
  name: "scaffold",
  title: "Write a consumer",
  description:
    "Writes a TypeScript consumer for the client library in use: envelope check, retries after 1 s, 5 s and 30 s, dead letter, inbox in one PostgreSQL transaction with the effects; with SQL and a test. Shows the diff unless dryRun is false. Replaces no file.",
  effect: "files",
  input: z.object({
    kind: z.enum(["consumer"]).default("consumer").describe("What to write."),
    channel: z.string().optional().describe("Topic, queue or subject."),
    consumer: z.string().optional().describe("Id from detect: its channel and group."),
    group: z.string().optional().describe("Default: of consumer, else the service."),
    name: z.string().optional().describe("Of its files. Default: the group."),
    client: z.enum(["kafkajs", "amqplib", "@aws-sdk/client-sqs", "nats"]).optional().describe("Default: what the code around out uses."),
    out: z.string().optional().describe("Folder. Default: src of the service."),
    dryRun: z.boolean().default(true).describe("false writes the files."),
  }),
  output: z.object({
    client: z.string(),
    why: z.string().describe("Why this client."),
    channel: z.string(),
    group: z.string(),
    rungs: z.array(z.string()).describe("Channels in which a message waits; empty where the broker delays it in place."),
    waitsMs: z.array(z.number()),
    deadLetter: z.string(),
    files: z.array(
      z.object({
        path: z.string(),
        action: z.enum(["create", "same", "differs"]).describe("differs: another file has this name, and nothing was written."),
        lines: z.number().int(),
      }),
    ),
    diff: z.string(),
    written: z.boolean(),
    notes: z.array(z.string()).describe("What is left to do."),
  }),
  positional: "channel",
  async run({ input, context }) {
    const { makeConsumer } = await import("./scaffold/make-consumer.ts");
    return makeConsumer(context, input);
  },
  status: ({ files }) => (files.some(({ action }) => action === "differs") ? "negative" : "ok"),
  summarize({ client, channel, files, written, deadLetter }) {
    const differing = files.find(({ action }) => action === "differs");
    if (differing) return `Nothing written: ${differing.path} holds something else.`;
    const done = written ? "written" : files.every(({ action }) => action === "same") ? "there already" : "not written (dry run)";
    return `A consumer of ${channel} on ${client}, dead letter ${deadLetter}: ${files.length} files ${done}.`;
  },
  next({ files, written }, input) {
    if (files.some(({ action }) => action === "differs")) return [];
    if (!written && files.some(({ action }) => action === "create"))
      return [{ tool: "scaffold", args: { ...input, dryRun: false }, why: "Writes the files." }];
    return [{ tool: "plan-dlq", args: {}, why: "Shows which of its queues are not there yet." }];
  },
});
