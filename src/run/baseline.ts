import * as z from "zod";
import { defineVerb } from "./verb.ts";

export const baseline = defineVerb({
  name: "baseline",
  summary: "Accept today's findings, so that check fails on new ones only. Writes .godmode/event-baseline.json.",
  input: z.object({
    reason: z.string().min(1).describe("Why they are accepted; kept with each."),
    expires: z.iso.date().optional().describe("From this day on they count again, for example 2027-03-31."),
  }),
  async run({ input, context, out }) {
    const { recordBaseline } = await import("./record-baseline.ts");
    out.write(await recordBaseline(context, input));
    return "ok";
  },
});
