import * as z from "zod";
import { HowToRun, Verification } from "../../model/verification.ts";

export const VerifyInput = z.object({
  consumer: z.union([z.string(), HowToRun.omit({ samples: true })]).describe("Id from detect, or"),
  samples: z
    .union([z.string(), z.array(z.unknown())])
    .optional()
    .describe("JSON file or events."),
  faults: z.array(z.string()).optional().describe("Only: F5, titles, schedules."),
  seeds: z.array(z.number().int()).optional().describe("Of chance."),
  budget: z
    .strictObject({ plays: z.number().int().min(1).optional(), seconds: z.number().min(1).max(600).optional() })
    .optional()
    .describe("At most"),
  invariants: z
    .array(z.strictObject({ sql: z.string(), equals: z.string() }))
    .optional()
    .describe("v = sum(data.amount)"),
  ignore: z.array(z.string()).optional().describe("table.column, files.path:PREFIX"),
  allowHosts: z.array(z.string()).optional().describe("To reach."),
  emitTest: z.string().optional().describe("Vitest file."),
});
export type VerifyInput = z.output<typeof VerifyInput>;

export const VerifyOutput = Verification.extend({
  evidence: z
    .object({ path: z.string(), signed: z.boolean(), note: z.string().optional() })
    .optional()
    .describe("Record of this run. Absent where only some plays were asked for."),
  test: z.string().optional().describe("The test file that was written."),
});
export type VerifyOutput = z.output<typeof VerifyOutput>;
