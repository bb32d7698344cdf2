import { defineTool } from "../tool.ts";
import { VerifyInput, VerifyOutput } from "./verify/request.ts";

export const verifyIdempotency = defineTool({
  name: "verify-idempotency",
  title: "Run a consumer under faults",
  description: "Runs a consumer under duplicates, crashes, errors, replays and races. Returns verdict, coverage, counterexample, cure.",
  effect: "executes",
  input: VerifyInput,
  output: VerifyOutput,
  positional: "consumer",
  async run({ input, context }) {
    const { verifyInRepository } = await import("./verify/run.ts");
    return verifyInRepository(context, input);
  },
  status: ({ verdict }) => (verdict === "idempotent" ? "ok" : verdict === "not-idempotent" ? "negative" : "inconclusive"),
  summarize({ consumer, verdict, why, counterexample, coverage }) {
    const plays = `${coverage.schedules} plays`;
    if (verdict === "inconclusive") return `${consumer}: inconclusive. ${why}`;
    if (verdict === "idempotent") return `${consumer}: idempotent, no violation in ${plays}.`;
    return `${consumer}: not idempotent (${counterexample?.faultClass ?? ""}). ${counterexample?.difference[0]?.text ?? why}`;
  },
  next({ verdict }) {
    const why = {
      idempotent: "It says what the domain still lacks.",
      "not-idempotent": "It names the edit that cures it with its place; after that edit this run shows whether it does.",
      inconclusive: "It says what is left beside this run, which could not tell.",
    };
    return [{ tool: "validate", args: {}, why: why[verdict] }];
  },
});
