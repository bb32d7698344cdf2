import * as z from "zod";

export const Severity = z.enum(["error", "warning", "info"]);
export type Severity = z.infer<typeof Severity>;

/** A place in a file of the repository that supports a statement. */
export const Evidence = z.object({
  file: z.string().describe("Path relative to the root, POSIX separators."),
  line: z.number().int().min(1).describe("1-based."),
  what: z.string().describe("What stands there."),
});
export type Evidence = z.infer<typeof Evidence>;

/** Something that is wrong or worth knowing, with the place, the reason and the next edit. */
export const Finding = z.object({
  rule: z.string().describe("Stable id of the rule; its meaning never changes."),
  severity: Severity,
  at: z.string().describe("Identity that survives edits: a consumer id, a JSON pointer into a schema, a channel."),
  was: z.string().optional().describe("Pointer into the old schema, for what was removed."),
  against: z.string().optional().describe("The older version of a schema that was compared."),
  file: z.string().describe("Path relative to the root, POSIX separators."),
  line: z.number().int().min(1),
  column: z.number().int().min(1).default(1),
  message: z.string().describe("What is wrong and why it matters."),
  fix: z.string().describe("The edit that mends it."),
  evidence: z.array(Evidence).default([]),
});
export type Finding = z.infer<typeof Finding>;
