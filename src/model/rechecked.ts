import * as z from "zod";
import { IdempotencyVerdict } from "./verification.ts";

/** A record of an earlier run, and what the same run shows now. */
export const Rechecked = z.object({
  consumer: z.string(),
  claimed: IdempotencyVerdict.describe("What the record said."),
  shown: z.enum([...IdempotencyVerdict.options, "not run"]),
  agrees: z.boolean(),
  why: z.string(),
});
export type Rechecked = z.infer<typeof Rechecked>;
