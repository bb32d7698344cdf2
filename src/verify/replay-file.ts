import * as z from "zod";
import { HowToRun } from "../model/verification.ts";
import { parsePlay } from "./parse-play.ts";

/** A counterexample that runs again anywhere: how the consumer is run, what it is played, and what it did. */
export const Replay = z.strictObject({
  format: z.literal("godmode-event/replay/1"),
  /** Version that wrote it. The schedule is literal and depends on none. */
  tool: z.string(),
  /** Id of the consumer. */
  id: z.string(),
  input: z.strictObject({
    consumer: z.union([z.string(), HowToRun]),
    samples: z.union([z.string(), z.array(z.unknown())]).optional(),
    seeds: z.array(z.number().int()).optional(),
    invariants: z.array(z.strictObject({ sql: z.string(), equals: z.string() })).optional(),
    ignore: z.array(z.string()).optional(),
    allowHosts: z.array(z.string()).optional(),
  }),
  faultClass: z.string(),
  /** With seed, clock and the name of other events where it has them. */
  schedule: z.string(),
  /** What kind of failure it showed. */
  signature: z.array(z.string()),
});
export type Replay = z.infer<typeof Replay>;

const format = "godmode-event/replay/1";
const longest = 5_000_000;

export function replayText(replay: Omit<Replay, "format">): string {
  return `${JSON.stringify({ format, ...replay }, null, 2)}\n`;
}

export type ParsedReplay = { readonly replay: Replay } | { readonly problem: string };

/** Reads a replay file; the problem names the field, or the position in the schedule. */
export function parseReplay(text: string): ParsedReplay {
  if (text.length > longest) return { problem: `The replay file is longer than ${longest} characters.` };
  const value = json(text);
  if (value === undefined) return { problem: "The replay file is not JSON." };
  const read = Replay.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { problem: `The replay file does not fit: ${issue?.path.join(".") || "the whole"}: ${issue?.message ?? "unknown"}.` };
  }
  const play = parsePlay(read.data.schedule);
  if ("error" in play) return { problem: `The schedule cannot be read: ${play.error} (position ${play.at}).` };
  return { replay: read.data };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
