import * as z from "zod";

export const IdempotencyVerdict = z.enum(["idempotent", "not-idempotent", "inconclusive"]);
export type IdempotencyVerdict = z.infer<typeof IdempotencyVerdict>;

export const DeliveryModel = z
  .enum(["rewind", "individual"])
  .describe("rewind: a contiguous suffix comes again, in order; individual: any message alone, at any time.");
export type DeliveryModel = z.infer<typeof DeliveryModel>;

/** How a consumer is run. Given in a call or under `consumers` in the settings. */
export const HowToRun = z.strictObject({
  handler: z
    .string()
    .optional()
    .describe("file#export; the file alone where its own client hands over the handler (kafkajs run, amqplib consume …)."),
  command: z.array(z.string()).min(1).optional().describe("Starts the consumer as a process of its own, in any language."),
  transport: z
    .enum(["line", "kafka", "rabbitmq", "sqs", "nats"])
    .optional()
    .describe("What the process speaks. Default: the broker that detect saw."),
  broker: z.string().optional().describe("Name of the connection whose server the process may use for a run: it makes and deletes there."),
  batch: z.boolean().optional().describe("The handler takes a list. Default: by its name (handleBatch) or its client."),
  shape: z
    .enum(["event", "kafkajs", "amqplib", "nats", "sqs", "sns", "lambda-sqs", "lambda-sns", "eventbridge"])
    .optional()
    .describe("What the handler takes. Default: the client that detect saw at this file, else the event itself."),
  run: z.string().optional().describe("The project's own runner for its code, such as tsx. Default: node."),
  setup: z.array(z.string()).optional().describe("SQL files that make the tables, in order; globs allowed."),
  database: z.string().optional().describe("Name of the connection whose scratch database the consumer may use."),
  env: z.record(z.string(), z.string()).optional().describe("Environment of the consumer: no secrets, none is needed."),
  samples: z.string().optional().describe("JSON file with the events to play. Default: made from the schemas."),
});
export type HowToRun = z.infer<typeof HowToRun>;

/** One difference between a disturbed and the undisturbed run. */
export const Difference = z.object({
  sink: z.string(),
  what: z.string().describe("Table, key, file, topic or URL."),
  column: z.string().optional(),
  sign: z.enum(["missing", "surplus", "changed"]),
  text: z.string().describe("For people: - row (loss), + row x2 (double)."),
});
export type Difference = z.infer<typeof Difference>;

export const Counterexample = z.object({
  faultClass: z.string().describe("F1 … F18 or INV; a variant behind a colon."),
  schedule: z.string().describe("The literal schedule; replay takes it."),
  timeline: z.array(z.string()).describe("What happened, line by line."),
  difference: z.array(Difference),
  reproduced: z.string().describe("3 of 3."),
  replay: z.string().describe("Command that runs it again."),
  file: z.string().optional().describe("The replay file."),
  fix: z.string().describe("The edit that cures this class."),
});
export type Counterexample = z.infer<typeof Counterexample>;

export const Violation = z.object({ faultClass: z.string(), difference: z.string(), plays: z.number().int() });

export const Coverage = z.object({
  schedules: z.number().int().describe("Plays that were run."),
  classes: z.array(z.object({ faultClass: z.string(), title: z.string(), plays: z.number().int(), failed: z.number().int() })),
  notCovered: z.array(z.object({ faultClass: z.string(), why: z.string() })),
  points: z
    .object({ hit: z.number().int(), total: z.number().int() })
    .describe("Fault points (each effect, before and after, crash and error)."),
  interleavings: z.object({ run: z.number().int(), possible: z.number().int().nullable() }).optional(),
  sinks: z
    .array(z.object({ sink: z.string(), compared: z.number().int(), seen: z.number().int() }))
    .describe("Columns compared of columns seen."),
  exhaustiveSingles: z.boolean().describe("Every single fault of this stream was run."),
});
export type Coverage = z.infer<typeof Coverage>;

/** What a verification says. */
export const Verification = z.object({
  consumer: z.string().describe("Its id."),
  verdict: IdempotencyVerdict,
  why: z.string(),
  model: DeliveryModel,
  byModel: z.object({ rewind: IdempotencyVerdict, individual: IdempotencyVerdict }),
  orderSafe: z.boolean().optional().describe("Does a late first delivery end in the same state? Absent: not established."),
  losesOnCrash: z.boolean(),
  violations: z.array(Violation),
  counterexample: Counterexample.optional(),
  coverage: Coverage,
  assumptions: z.array(z.string()),
  notes: z.array(z.string()).describe("Advice that does not decide."),
});
export type Verification = z.infer<typeof Verification>;
