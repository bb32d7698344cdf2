import * as z from "zod";
import { defineVerb } from "./verb.ts";

export const replay = defineVerb({
  name: "replay",
  summary: "Run a counterexample again and print what happens. Executes the consumer; fails while it reproduces.",
  input: z.object({
    file: z.string().describe("The replay file that verify-idempotency wrote, relative to the root."),
    output: z.enum(["human", "json"]).optional().describe("Default: human."),
  }),
  positional: "file",
  async run({ input, context, out }) {
    const { replayFile } = await import("../tools/verify/replay.ts");
    const { replayText, statusOf } = await import("./replay-text.ts");
    const replayed = await replayFile(context, input.file);
    const { replay: held, shown } = replayed;
    const json = () => `${JSON.stringify({ status: statusOf(shown), ...held, shown }, null, 2)}\n`;
    out.write(input.output === "json" ? json() : replayText(replayed, out.style));
    return statusOf(shown);
  },
});
