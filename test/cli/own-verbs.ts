import * as z from "zod";
import { defineVerb } from "../../src/run/verb.ts";

const inspect = defineVerb({
  name: "look-around",
  summary: "Says what it was given.",
  input: z.strictObject({
    output: z.enum(["human", "json"]).default("human").describe("Form."),
    since: z.string().optional().describe("Git ref."),
    status: z.enum(["ok", "negative", "inconclusive"]).default("ok").describe("How it ends."),
  }),
  run({ input, context, out }) {
    out.write(`${JSON.stringify({ ...input, root: context.root })}\n`);
    return Promise.resolve(input.status);
  },
});

export const verbs = [inspect] as const;
