import { defineTool } from "../tool.ts";
import { VerifyInput, VerifyOutput } from "./verify/request.ts";

export const verifyIdempotency = defineTool({
  name: "verify-idempotency",
  title: "Run a consumer under faults",
  description:
    "Runs a consumer under duplicates, crashes, errors, replays and races. Returns a verdict, coverage, a counterexample and its cure.",
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
  next({ verdict, consumer }, { consumer: asked }) {
    if (verdict === "idempotent") return [{ tool: "validate", args: {}, why: "It says what the domain still lacks." }];
    if (verdict === "inconclusive") return [];
    const again = typeof asked === "string" ? consumer : asked;
    return [
      { tool: "verify-idempotency", args: { consumer: again }, why: "Shows whether the edit that the counterexample names cures it." },
    ];
  },
});
