import * as z from "zod";

export const Requirements = z.strictObject({
  eventsPerSecond: z.number().positive().optional().describe("At peak, all producers together."),
  ordering: z.enum(["none", "key", "global"]).optional().describe("key: per entity; global: one order for everything."),
  replay: z.boolean().optional().describe("Must consumers read old events again?"),
  retentionHours: z.number().positive().optional().describe("How long events must stay readable."),
  routing: z.boolean().optional().describe("Must the broker route by key, header or content?"),
  fanOut: z.number().int().min(1).optional().describe("Independent consumers of each event; 2 or more is fan-out."),
  awsNative: z.boolean().optional().describe("Must it be a managed AWS service?"),
  p99LatencyMs: z.number().positive().optional().describe("Publish to consume, 99th percentile."),
  payloadKilobytes: z.number().positive().optional().describe("Largest event."),
});
export type Requirements = z.infer<typeof Requirements>;
