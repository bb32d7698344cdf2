import * as z from "zod";
import type { PlayOutcome } from "../observation.ts";
import type { Opening } from "../subject.ts";

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Count = z.number().int().min(0);
const Texts = z.record(z.string(), z.string());
const Copy = z.object({ event: Count, kind: z.enum(["first", "redelivery", "producer"]), count: z.number().int() });

const Problem = z.object({
  kind: z.enum(["import-failed", "unsupported-syntax", "no-export", "timeout", "exited", "unobserved", "not-covered"]),
  message: z.string(),
});

const Opened = z.looseObject({
  batchSize: z.number().int().min(1).optional(),
  hasTick: z.boolean(),
  ignore: z.array(z.string()),
  invariant: z.object({ sql: z.string(), equals: z.string() }).optional(),
  files: z.array(z.string()),
  clients: z.array(z.string()),
  assumptions: z.array(z.string()).optional(),
});

const Observation = z.object({
  tables: z.array(
    z.object({
      sink: z.string(),
      name: z.string(),
      columns: z.array(z.looseObject({ name: z.string(), generated: z.boolean(), key: z.boolean() })),
      rows: z.array(z.array(Value)),
    }),
  ),
  kv: z.array(z.looseObject({ sink: z.string(), key: z.string(), value: z.string() })),
  files: z.array(z.object({ path: z.string(), line: z.string() })),
  published: z.array(z.looseObject({ sink: z.string(), topic: z.string(), key: z.string().optional(), headers: Texts.optional() })),
  http: z.array(z.looseObject({ method: z.string(), url: z.string(), headers: Texts })),
  deadLetters: z.array(Count),
});

const Outcome = z.looseObject({
  observation: Observation,
  trace: z.array(z.looseObject({ delivery: z.number().int(), n: Count, sink: z.string(), what: z.string(), write: z.boolean() })),
  deliveries: z.array(
    z.looseObject({
      step: z.number().int(),
      copies: z.array(Copy),
      instance: z.string(),
      atMs: z.number(),
      result: z.enum(["acked", "nacked", "partial", "crashed", "ticked", "lost"]),
      error: z.string().optional(),
    }),
  ),
  faultsHit: Count,
  turns: z.array(z.union([z.literal(0), z.literal(1)])).optional(),
  invariants: z.array(Value).optional(),
  problems: z.array(Problem),
  assumptions: z.array(z.string()).optional(),
  files: z.array(z.string()).optional(),
});

/** What comes from the thread of user code is plain data of the agreed shape, or nothing. */
export function asOutcome(value: unknown): PlayOutcome | undefined {
  return Outcome.safeParse(value).success ? (value as PlayOutcome) : undefined;
}

export function asOpening(value: unknown): Opening | undefined {
  const fits = z.union([z.object({ opened: Opened }), z.object({ problem: Problem })]).safeParse(value).success;
  return fits ? (value as Opening) : undefined;
}
