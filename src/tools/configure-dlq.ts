import * as z from "zod";
import { Action, ConsumerProof, Plan, TopologyProof } from "../model/delivery.ts";
import { defineTool } from "../tool.ts";

export const configureDlq = defineTool({
  name: "configure-dlq",
  title: "Set up and prove dead letters",
  description:
    "Plans, applies and proves retries and dead letter of a consumer: a canary goes through the ladder on a shadow of the same plan, then the consumer's own handler is run and gets poison among ordinary events. Keeps a record of the outcome. Add-only and repeatable; deletes nothing but what it made itself. A real broker is written to only with permission.",
  effect: "broker",
  input: z.object({
    consumer: z.string().optional().describe("Id from detect."),
    environment: z.string().optional().describe("Of the settings: which connections. Production must be named."),
    plan: z.string().optional().describe("Id of a plan of plan-dlq, instead of a consumer."),
    samples: z
      .union([z.string(), z.array(z.unknown())])
      .optional()
      .describe("JSON file or events. Default: settings, else made from the schemas."),
    allowBrokerWrite: z.boolean().optional().describe("The same as GODMODE_EVENT_ALLOW_BROKER_WRITE=1."),
  }),
  beyond: ["allowBrokerWrite"],
  output: z.object({
    broker: z.string(),
    connection: z.string(),
    plan: z.string(),
    applied: z.boolean(),
    whyNot: z.string().optional().describe("Why it was not applied."),
    changed: z.number().int().describe("Steps that were carried out; 0 where everything stood already."),
    actions: z.array(Action),
    fileEdits: Plan.shape.fileEdits,
    consumers: z.array(
      z.object({
        consumer: z.string(),
        imitates: z.string(),
        deadLetter: z.string(),
        outcome: ConsumerProof.shape.outcome,
        why: z.string(),
        topology: TopologyProof,
        proof: ConsumerProof,
        evidence: z.object({ path: z.string(), signed: z.boolean(), note: z.string().optional() }).describe("Record of this run."),
      }),
    ),
    notes: z.array(z.string()),
  }),
  lists: ["consumers", "actions", "fileEdits"],
  positional: "consumer",
  async run({ input, context }) {
    const { configureDeadLetters } = await import("./dead-letters/configure.ts");
    return configureDeadLetters(context, input);
  },
  status({ applied, consumers }) {
    if (!applied || consumers.some(({ outcome }) => outcome === "denied")) return "negative";
    return consumers.every(({ outcome }) => outcome === "proven") ? "ok" : "inconclusive";
  },
  summarize({ applied, whyNot, consumers }) {
    if (!applied) return `Not applied: ${whyNot}`;
    const worst = ["denied", "inconclusive", "proven"].flatMap((outcome) => consumers.filter((each) => each.outcome === outcome));
    const [first] = worst;
    if (first === undefined) return "No consumer needs a dead letter.";
    const rest =
      consumers.length === 1 ? "" : ` (${consumers.filter(({ outcome }) => outcome === "proven").length} of ${consumers.length} proven)`;
    return `${first.deadLetter} ${first.outcome}${rest}: ${first.why}`;
  },
  next({ applied, consumers }) {
    if (!applied) return [];
    const proven = consumers.filter(({ outcome }) => outcome === "proven");
    return proven.length === 0
      ? []
      : [
          {
            tool: "verify-idempotency",
            args: { consumer: proven[0]!.consumer },
            why: "Retries deliver again: shows whether that does harm.",
          },
        ];
  },
});
