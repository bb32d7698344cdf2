import * as z from "zod";
import { Plan } from "../model/delivery.ts";
import { defineTool } from "../tool.ts";
import { emissions } from "./dead-letters/emit.ts";

export const planDlq = defineTool({
  name: "plan-dlq",
  title: "Plan retries and dead letters",
  description:
    "Compares what each consumer should have (retries after 1 s, 5 s and 30 s, then a dead letter of its own) with its broker and returns the difference as ordered actions with reason and inverse. A broker that the settings have a connection to is asked what it has; nothing is changed.",
  effect: "looks",
  input: z.object({
    consumer: z.string().optional().describe("Id from detect. Default: all consumers."),
    environment: z.string().optional().describe("Of the settings: which connections."),
    emit: z.enum(emissions).optional().describe("Also as a file: alert rules, their promtool tests …"),
    check: z.boolean().optional().describe("Answer negative where broker and plan differ (drift)."),
  }),
  output: Plan.extend({
    connection: z.string(),
    drift: z.boolean().describe("Something must be created, changed or resolved."),
    consumers: z.array(
      z.object({
        consumer: z.string(),
        imitates: z.string().describe("The kind of broker whose behaviour the embedded one takes on."),
        channel: z.string(),
        group: z.string(),
        waitsMs: z.array(z.number()),
        rungs: z.array(z.string()).describe("Channels in which a message waits; empty where the broker delays it in place."),
        deadLetter: z.string(),
        ordering: z.enum(["none", "key"]),
      }),
    ),
    unplanned: z.array(z.object({ consumer: z.string(), why: z.string() })),
    edits: z
      .array(z.object({ consumer: z.string(), file: z.string(), line: z.number().int(), why: z.string(), fix: z.string() }))
      .describe("What no broker can give: edits of the consumer's own code."),
    notes: z.array(z.string()),
    emitted: z.string().optional().describe("The file that `emit` asked for."),
    checked: z.boolean(),
  }),
  lists: ["actions", "fileEdits", "consumers", "unplanned", "edits"],
  alone: "emitted",
  positional: "consumer",
  async run({ input, context }) {
    const { planDeadLetters } = await import("./dead-letters/plan.ts");
    return planDeadLetters(context, input);
  },
  status: ({ checked, drift, consumers, unplanned }) =>
    checked && drift ? "negative" : consumers.length === 0 && unplanned.length > 0 ? "inconclusive" : "ok",
  summarize({ actions, consumers, drift, unplanned, plan }) {
    if (consumers.length + unplanned.length === 0) return "No consumer needs a dead letter.";
    const count = (kind: string) => actions.filter(({ action }) => action === kind).length;
    const kinds = ["create", "update", "conflict"].filter((kind) => count(kind) > 0).map((kind) => `${count(kind)} to ${kind}`);
    const rest = unplanned.length === 0 ? "" : ` ${unplanned.length} cannot be planned.`;
    return `Plan ${plan} for ${consumers.length} consumer${consumers.length === 1 ? "" : "s"}: ${drift ? kinds.join(", ") : "nothing to do"}.${rest}`;
  },
  next: ({ drift, plan, actions }) =>
    drift && actions.every(({ action }) => action !== "conflict")
      ? [{ tool: "configure-dlq", args: { plan }, why: "Applies this plan and proves it with poison." }]
      : [],
});
