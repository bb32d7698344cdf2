import * as z from "zod";
import { inSameRoot } from "../call.ts";
import { defineVerb } from "./verb.ts";

export const check = defineVerb({
  name: "check",
  summary: "Find the events of this repository, check its schemas and judge every domain. Reads only.",
  input: z.object({
    since: z.string().optional().describe("A git ref: schemas are compared with it, and only findings in files changed since count."),
    domain: z.string().optional().describe("Only this domain. Default: all."),
    output: z.enum(["human", "json", "sarif", "github", "junit"]).optional().describe("Default: human."),
    all: z.boolean().optional().describe("Print every finding, not only the five most useful."),
  }),
  async run({ input, context, root, out }) {
    const { checkSystem } = await import("./check-result.ts");
    const { checkOutput } = await import("./check-output.ts");
    const checked = await checkSystem(context, input);
    const todo = checked.todo.map((step) =>
      step.call === undefined ? step : { ...step, call: inSameRoot({ ...step.call, why: step.text }, root) },
    );
    const result = { ...checked, next: checked.next.map((call) => inSameRoot(call, root)), todo };
    out.write(checkOutput(result, { form: input.output ?? "human", all: input.all ?? false, version: context.version, style: out.style }));
    return result.status;
  },
});
