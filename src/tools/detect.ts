import * as z from "zod";
import type { NextCall } from "../model/answer.ts";
import { SystemMap } from "../model/system.ts";
import { defineTool } from "../tool.ts";

export const detect = defineTool({
  name: "detect",
  title: "Find the event architecture",
  description:
    "Reads a repository and returns its event architecture with file and line: brokers, clients, channels, producers, consumers, schemas, event types, dead letters, event sourcing, CQRS, outbox, and findings with the edit that mends each. Asks what the code alone does not settle. Executes and writes nothing.",
  effect: "read",
  input: z.object({}),
  output: SystemMap,
  lists: [
    "findings",
    "consumers",
    "producers",
    "brokers",
    "clients",
    "channels",
    "schemas",
    "eventTypes",
    "dlq",
    "questions",
    "services",
    "warnings",
  ],
  async run({ context }) {
    const { detectSystem } = await import("../detect/detect.ts");
    return detectSystem(context.root, context);
  },
  status: (map) => (map.languages.length === 0 && map.warnings.length > 0 && map.brokers.length === 0 ? "inconclusive" : "ok"),
  summarize: summary,
  next: (map): NextCall[] =>
    isEmpty(map) ? [] : [{ tool: "validate", args: {}, why: "It says per service what is missing, with a verdict and the next step." }],
});

function isEmpty(map: SystemMap): boolean {
  return map.brokers.length + map.producers.length + map.consumers.length + map.schemas.length + map.eventTypes.length === 0;
}

function summary(map: SystemMap): string {
  if (isEmpty(map)) return "No events: no broker, no client of one, no producer, no consumer.";
  const brokers =
    map.brokers.map(({ kind, name, role }) => (role === "app" ? (name ?? kind) : `${name ?? kind} (${role})`)).join(", ") || "no broker";
  const unread = map.notRead.length === 0 ? "" : ` Not read: ${map.notRead.map(({ language }) => language).join(", ")}.`;
  return `${brokers}; ${count(map.producers, "producer")}, ${count(map.consumers, "consumer")}, ${count(map.findings, "finding")}.${unread}`;
}

function count(list: readonly unknown[], word: string): string {
  return `${list.length} ${word}${list.length === 1 ? "" : "s"}`;
}
