import * as z from "zod";
import { defineVerb } from "./verb.ts";

export const stop = defineVerb({
  name: "stop",
  summary: "End the loop that /godmode:event began here: its session may end whatever is open.",
  input: z.object({}),
  async run({ context, out }) {
    const { markStopped, openRuns, writeRun } = await import("../workspace/run-file.ts");
    const now = context.now();
    const runs = openRuns(context.root);
    markStopped(context.root, now);
    for (const run of runs) writeRun(context.root, { ...run, closed: { at: now.toISOString(), why: "stopped" } });
    const ended = runs.map(({ opened, asked }) => `the run of ${opened}${asked === undefined ? "" : ` (${asked})`}`);
    out.write(ended.length > 0 ? `Ended: ${ended.join(", ")}.\n` : "No run was recorded as open; one that was just typed ends too.\n");
    return "ok";
  },
});
