import * as z from "zod";

/** A step that is open: a proposed call, or an edit by hand. */
export const OpenStep = z.object({
  /** Absent: an edit by hand. */
  tool: z.string().optional(),
  args: z.record(z.string(), z.unknown()).optional(),
  text: z.string(),
});
export type OpenStep = z.infer<typeof OpenStep>;

/** One call of a tool in a client's session. */
export const NotedCall = z.object({
  kind: z.literal("call"),
  at: z.iso.datetime(),
  tool: z.string(),
  effect: z.string(),
  /** Status of the answer, or code of the error. */
  outcome: z.string(),
});
export type NotedCall = z.infer<typeof NotedCall>;

/** What validate said last. */
export const NotedJudgement = z.object({
  kind: z.literal("judgement"),
  at: z.iso.datetime(),
  root: z.string(),
  /** What a call names as its root; absent: the project itself. */
  named: z.string().optional(),
  /** Set where only one domain was judged. */
  domain: z.string().optional(),
  /** How many domains were found. */
  domains: z.number().int(),
  met: z.boolean(),
  /** The user asked to stop. */
  stopped: z.boolean(),
  /** Sentences, worst first. */
  unmet: z.array(z.string()),
  /** In the order of `next`, then `todo`. */
  steps: z.array(OpenStep),
  /** Of everything that is unmet and open: equal keys, no progress. */
  key: z.string(),
  /** Evidence files that stood fresh. */
  proofs: z.array(z.string()),
});
export type NotedJudgement = z.infer<typeof NotedJudgement>;

export const Note = z.discriminatedUnion("kind", [NotedCall, NotedJudgement]);
export type Note = z.infer<typeof Note>;

/** Why the gate let a run go, or the user closed it. */
export const Closing = z.enum(["met", "stopped", "denied", "no progress", "nothing possible", "six blocks"]);
export type Closing = z.infer<typeof Closing>;

/** `.godmode/event/runs/<session>.json`: a loop that the user started in a client's session. */
export const Run = z.strictObject({
  version: z.literal(1),
  session: z.string(),
  opened: z.iso.datetime(),
  /** command: the user typed it; tool: the model opened it on the user's wish. */
  by: z.enum(["command", "tool"]),
  /** The client's id of the user's message during which it was last judged. */
  prompt: z.string().optional(),
  /** What stood behind the command, or the domain that was named when it was opened. */
  asked: z.string().optional(),
  /** How often the gate kept the session from ending, and with what. */
  blocks: z.array(z.object({ at: z.iso.datetime(), key: z.string(), step: OpenStep })),
  /** Tools that were proposed and never arrived. */
  denied: z.array(z.string()),
  /** Calls since it was opened; written when it is closed. */
  calls: z.array(NotedCall.omit({ kind: true })),
  closed: z.object({ at: z.iso.datetime(), why: Closing }).optional(),
});
export type Run = z.infer<typeof Run>;
