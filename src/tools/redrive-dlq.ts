import * as z from "zod";
import { defineTool } from "../tool.ts";

export const RedriveInput = z.object({
  consumer: z.string().describe("Id from detect."),
  environment: z.string().optional().describe("Of the settings."),
  kind: z.enum(["fatal", "exhausted", "crash-loop", "undecodable"]).optional().describe("Only this kind."),
  error: z.string().optional().describe("Only this class."),
  key: z.string().optional().describe("Message key."),
  eventIds: z.array(z.string()).max(1000).optional().describe("Only these."),
  until: z.string().optional().describe("Stored by then (ISO 8601)."),
  returned: z.boolean().optional().describe("Also what came back before."),
  apply: z.number().int().min(0).optional().describe("The dry run's count: sends them."),
  perSecond: z.number().min(0.1).max(1000).optional().describe("Default: 50."),
  atMost: z.number().int().min(1).optional().describe("In this run."),
  allowBrokerWrite: z.boolean().optional().describe("The same as GODMODE_EVENT_ALLOW_BROKER_WRITE=1."),
});
export type RedriveInput = z.output<typeof RedriveInput>;

export const redriveDlq = defineTool({
  name: "redrive-dlq",
  title: "Send dead letters back",
  description:
    "Counts the dead letters of a consumer that would go back (dry run), and sends them when that count is given as `apply`: to this consumer alone, as first attempts, rate limited. Each is deleted only when its copy is confirmed. What came back before stays.",
  effect: "broker",
  input: RedriveInput,
  beyond: ["allowBrokerWrite"],
  output: z.object({
    broker: z.string(),
    connection: z.string(),
    consumer: z.string(),
    deadLetter: z.string(),
    dryRun: z.boolean(),
    matching: z.number().int().describe("Dead letters that fit and would go back."),
    loops: z.number().int().describe("Held back: they came back after an earlier redrive, so their cause still stands."),
    until: z.string().optional(),
    run: z.string().optional().describe("Id of this redrive, in the gm-redrive-id header and in the ledger."),
    sent: z.number().int(),
    finished: z.number().int().describe("Sent by an earlier run that was cut off; only deleted now."),
    stoppedAt: z.string().optional().describe("Event that came back while this run went on: it ended there."),
    left: z.number().int().describe("Dead letters that are still there."),
    notes: z.array(z.string()),
  }),
  positional: "consumer",
  async run({ input, context }) {
    const { redriveDeadLetters } = await import("./dead-letters/redrive.ts");
    return redriveDeadLetters(context, input);
  },
  status: ({ stoppedAt }) => (stoppedAt === undefined ? "ok" : "negative"),
  summarize({ dryRun, matching, loops, sent, finished, deadLetter, stoppedAt, left }) {
    const held = loops === 0 ? "" : ` ${loops} held back: they failed again after a redrive.`;
    if (dryRun) return `Dry run: ${matching} of ${deadLetter} would go back.${held}`;
    if (stoppedAt !== undefined) return `Stopped after ${sent}: ${stoppedAt} came back while it ran. Its cause still stands.`;
    return `${sent} of ${deadLetter} went back${finished > 0 ? `, ${finished} of an earlier run were deleted` : ""}; ${left} left.${held}`;
  },
  next({ dryRun, matching, until, consumer }, input) {
    if (!dryRun) return [{ tool: "inspect-dlq", args: { consumer }, why: "Shows whether they stay away." }];
    if (matching === 0 || until === undefined) return [];
    return [{ tool: "redrive-dlq", args: { ...withoutPermission(input), until, apply: matching }, why: "Sends exactly these back." }];
  },
});

/** Permission is given for each call. */
function withoutPermission({ allowBrokerWrite: _given, ...input }: RedriveInput): Omit<RedriveInput, "allowBrokerWrite"> {
  return input;
}
