import * as z from "zod";
import { Finding } from "./finding.ts";

export const RowStatus = z.enum(["pass", "fail", "unknown"]);
export type RowStatus = z.infer<typeof RowStatus>;

/** One of the six rows of the validation table. */
export const Row = z.object({
  row: z.number().int().min(1).max(6),
  title: z.string(),
  status: RowStatus,
  why: z.string(),
  findings: z.array(Finding).default([]),
});
export type Row = z.infer<typeof Row>;

export const Verdict = z.enum(["KEEP", "DISCARD", "incomplete"]);
export type Verdict = z.infer<typeof Verdict>;

export const Pattern = z.enum(["No events", "Basic pub/sub", "CQRS", "Event sourcing", "Full CQRS/ES"]);
export type Pattern = z.infer<typeof Pattern>;

/** The stop criteria: a schemas with checks, b dead letters with backoff, c idempotency verified, d the user asked. */
export const Stop = z.object({ a: z.boolean(), b: z.boolean(), c: z.boolean(), d: z.boolean(), any: z.boolean(), all: z.boolean() });
export type Stop = z.infer<typeof Stop>;

export const DomainVerdict = z.object({
  domain: z.string(),
  verdict: Verdict,
  reasons: z.array(z.string()),
  rows: z.array(Row),
  eventTypes: z.number().int(),
  closingLine: z.string(),
});
export type DomainVerdict = z.infer<typeof DomainVerdict>;
