import * as z from "zod";
import { defineVerb } from "./verb.ts";

export const run = defineVerb({
  name: "run",
  summary: "Go through the loop without a model: register schemas, prove dead letters, run the consumers under faults, judge each domain.",
  input: z.object({
    domain: z.string().optional().describe("Only this domain. Default: all, one after the other."),
    commit: z.boolean().optional().describe("Commit what was written for each domain that is KEEP."),
    output: z.enum(["human", "json"]).optional().describe("Default: human."),
  }),
  async run({ input, context, out }) {
    const [{ runLoop }, { stepText, loopText, loopData }, { withLock }] = await Promise.all([
      import("./run-loop.ts"),
      import("./run-text.ts"),
      import("../workspace/run-folder.ts"),
    ]);
    const human = input.output !== "json";
    const result = await withLock(context.root, "run", () =>
      runLoop(context, input, (step) => {
        if (human) out.write(stepText(step, out.style));
      }),
    );
    out.write(human ? loopText(result, out.style) : `${JSON.stringify(loopData(result), null, 2)}\n`);
    return result.status;
  },
});
