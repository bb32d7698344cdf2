import * as z from "zod";
import type { Finding } from "../model/finding.ts";
import { fingerprints, type LineText } from "../report/fingerprint.ts";
import { ToolError } from "../tool.ts";
import { readNamed } from "../workspace/files.ts";
import { standsAt } from "../workspace/stands.ts";

/** Findings that are known and accepted for now: check fails on new ones only. Committed. */
export const baselinePath = ".godmode/event-baseline.json";

const Accepted = z.strictObject({
  fingerprint: z.string().describe("Of rule, path, identity and the line's text; inserted lines do not change it."),
  rule: z.string(),
  file: z.string(),
  at: z.string(),
  reason: z.string().min(1),
  expires: z.iso.date().optional().describe("From this day on the finding counts again."),
});
export type Accepted = z.infer<typeof Accepted>;

export const Baseline = z.strictObject({ version: z.literal(1), findings: z.array(Accepted) });

export function readBaseline(root: string): Accepted[] {
  if (standsAt(root, baselinePath) === "nothing") return [];
  const text = readNamed(root, baselinePath);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What the parser says of a text quotes it.
    throw new ToolError(
      "PARSE_FAILED",
      `${baselinePath} does not parse.`,
      "The baseline is no JSON.",
      "Mend it, or write it anew with godmode-event baseline.",
    );
  }
  const result = Baseline.safeParse(value);
  if (result.success) return result.data.findings;
  const issue = result.error.issues[0]!;
  throw new ToolError(
    "INVALID_INPUT",
    `${baselinePath}: ${issue.path.join(".")}: ${issue.message}`,
    "The baseline does not have its shape.",
    "Write it anew with godmode-event baseline.",
  );
}

/** Fingerprints of the accepted findings that still count on that day. */
export function acceptedOn(baseline: readonly Accepted[], day: Date): Set<string> {
  const today = day.toISOString().slice(0, 10);
  return new Set(baseline.filter(({ expires }) => expires === undefined || today < expires).map(({ fingerprint }) => fingerprint));
}

/** The baseline for today's findings: what it held already keeps its reason and expiry, what is gone is dropped. */
export function renewBaseline(
  findings: readonly Finding[],
  old: readonly Accepted[],
  lineText: LineText,
  grounds: { reason: string; expires?: string | undefined },
): Accepted[] {
  const known = new Map(old.map((entry) => [entry.fingerprint, entry]));
  const prints = fingerprints(findings, lineText);
  return findings
    .map(({ rule, file, at }, index): Accepted => {
      const fingerprint = prints[index]!;
      const { reason, expires } = known.get(fingerprint) ?? grounds;
      return { fingerprint, rule, file, at, reason, ...(expires !== undefined && { expires }) };
    })
    .sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
