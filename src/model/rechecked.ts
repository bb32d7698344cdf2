import * as z from "zod";

/** A record of an earlier run, and what the same run shows now. */
export const Rechecked = z.object({
  consumer: z.string(),
  kind: z.enum(["idempotency", "dead-letter"]),
  claimed: z.string().describe("What the record said."),
  shown: z.string().describe("What the run says; not run: it could not be run."),
  agrees: z.boolean(),
  why: z.string(),
});
export type Rechecked = z.infer<typeof Rechecked>;
