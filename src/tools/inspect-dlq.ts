import * as z from "zod";
import { defineTool } from "../tool.ts";

export const AlertLevel = z.enum(["none", "alert", "page", "P1"]).describe("alert: any; page: more than 100; P1: oldest over 24 h.");

export const inspectDlq = defineTool({
  name: "inspect-dlq",
  title: "Look into dead letters",
  description:
    "Says for each consumer's dead letter its depth, the age of the oldest, the alert level and the causes, grouped. Shows samples only when asked, with every value but the envelope replaced by its type. Changes nothing.",
  effect: "network",
  input: z.object({
    consumer: z.string().optional().describe("Id from detect. Default: all consumers."),
    environment: z.string().optional().describe("Of the settings: which connections."),
    metrics: z.boolean().optional().describe("Depth, age and lag as text for Prometheus."),
    samples: z.number().int().min(0).max(20).optional().describe("Dead letters to show of each. Default: 0."),
  }),
  output: z.object({
    broker: z.string(),
    connection: z.string(),
    level: AlertLevel,
    depth: z.number().int(),
    deadLetters: z.array(
      z.object({
        consumer: z.string(),
        deadLetter: z.string(),
        configured: z.boolean().describe("False: it is not on the broker, so nothing can be in it."),
        depth: z.number().int(),
        oldestMinutes: z.number().optional(),
        level: AlertLevel,
        causes: z.array(
          z.object({
            kind: z.string(),
            error: z.string(),
            message: z.string().describe("Ids and numbers replaced by #."),
            count: z.number().int(),
            thrownAt: z.object({ file: z.string(), line: z.number().int() }).optional().describe("As the stack of the first one says."),
            dialect: z.string().optional().describe("Whose headers told it, where they are not ours."),
            first: z.string(),
            last: z.string(),
          }),
        ),
        otherCauses: z.number().int().describe("Dead letters of causes beyond those listed."),
        returned: z.number().int().describe("That failed again after a redrive."),
        lag: z.number().int().describe("Messages that wait for the consumer."),
        retrying: z.number().int().describe("Messages that wait for their next attempt."),
        samples: z.array(z.object({ eventId: z.string().optional(), at: z.string(), cause: z.string(), payload: z.unknown() })),
      }),
    ),
    metrics: z.string().optional().describe("For a textfile collector."),
    unplanned: z.array(z.object({ consumer: z.string(), why: z.string() })),
    notes: z.array(z.string()),
  }),
  lists: ["deadLetters", "unplanned"],
  alone: "metrics",
  positional: "consumer",
  async run({ input, context }) {
    const { inspectDeadLetters } = await import("./dead-letters/inspect.ts");
    return inspectDeadLetters(context, input);
  },
  status: ({ level, deadLetters, unplanned }) =>
    level !== "none" ? "negative" : deadLetters.length === 0 && unplanned.length > 0 ? "inconclusive" : "ok",
  summarize({ depth, level, deadLetters }) {
    if (depth === 0) return `No dead letters of ${deadLetters.length} consumer${deadLetters.length === 1 ? "" : "s"}.`;
    const worst = deadLetters.find((each) => each.level === level)!;
    const [cause] = worst.causes;
    return `${level}: ${depth} dead letter${depth === 1 ? "" : "s"}; ${worst.deadLetter} has ${worst.depth}${cause ? `, most by ${cause.error}: ${cause.message}` : ""}.`;
  },
  next: ({ deadLetters }) =>
    deadLetters
      .filter(({ depth }) => depth > 0)
      .slice(0, 3)
      .map(({ consumer }) => ({
        tool: "redrive-dlq",
        args: { consumer },
        why: "When the cause is mended: says how many would go back, and sends none yet.",
      })),
});
