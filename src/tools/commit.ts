import * as z from "zod";
import { NextCall } from "../model/answer.ts";
import { Verdict } from "../model/verdict.ts";
import { defineTool } from "../tool.ts";

const Output = z.object({
  outcome: z.enum(["committed", "refused", "discarded"]),
  domains: z.array(z.object({ domain: z.string(), verdict: Verdict, reasons: z.array(z.string()), closingLine: z.string() })),
  commit: z.string().optional(),
  message: z.string().optional(),
  paths: z.array(z.string()).describe("What was committed."),
  left: z.array(z.string()).describe("Other changes; they were not touched."),
  restored: z.array(z.string()).describe("What discard brought back."),
  patch: z.string().optional().describe("What discard took away; git apply brings it back."),
  why: z.string().optional(),
  next: z.array(NextCall),
});
export type CommitOutput = z.infer<typeof Output>;

export const commit = defineTool({
  name: "commit",
  title: "Record the outcome",
  description:
    "Commits what the tools wrote and a results row, as `event: <system> -- <N> event types, <broker>, <pattern>`; or, with discard, takes it back and keeps a patch. Refuses without KEEP unless force names a reason. Returns the commit, its paths and what was left alone. Runs no hooks, does not sign, never pushes.",
  effect: "git",
  input: z.object({
    domain: z.string().optional().describe("Only this domain's verdict counts. Default: all."),
    include: z.array(z.string()).optional().describe("Further files to commit, relative to the root."),
    force: z.string().min(8).optional().describe("Why to commit without KEEP; stands in the log and the message."),
    discard: z.boolean().optional().describe("Take back what the tools wrote, where it is still theirs."),
  }),
  output: Output,
  lists: ["left"],
  async run({ input, context }) {
    const { commitOrDiscard } = await import("./assess/make-commit.ts");
    return commitOrDiscard(context, input);
  },
  status: ({ outcome, domains }) =>
    outcome !== "refused" ? "ok" : domains.some(({ verdict }) => verdict === "DISCARD") ? "negative" : "inconclusive",
  summarize({ outcome, commit: id, paths, restored, patch, why }) {
    const note = why === undefined ? "" : ` ${why}`;
    if (outcome === "refused") return `Not committed.${note}`;
    if (outcome === "discarded")
      return `${restored.length} files stand as before${patch === undefined ? "" : `; ${patch} brings them back`}.${note}`;
    return `Committed ${paths.length} files as ${id?.slice(0, 12)}.${note}`;
  },
  next: ({ next }) => next,
});
