import { type AlertLevel, inspect } from "../../delivery/inspect.ts";
import type { ToolContext } from "../../tool.ts";
import { placeConsumers, withLadder } from "./wanted.ts";
import { brokersOf, notesOf, type Placed, withBrokers } from "./world.ts";

const gravest: readonly AlertLevel[] = ["P1", "page", "alert"];

/** What inspect-dlq answers. */
export async function inspectDeadLetters(
  context: ToolContext,
  { consumer, samples = 0, environment }: { consumer?: string | undefined; samples?: number | undefined; environment?: string | undefined },
) {
  const placing = withLadder(await placeConsumers(context, consumer, environment));
  const deadLetters = await withBrokers(context, placing, true, async ({ placed }) => {
    const found = [];
    for (const each of placed) found.push(await inspected(each, context.now().getTime(), samples));
    return found;
  });
  return {
    ...brokersOf(placing),
    level: gravest.find((level) => deadLetters.some((each) => each.level === level)) ?? ("none" as const),
    depth: deadLetters.reduce((sum, { depth }) => sum + depth, 0),
    deadLetters,
    unplanned: [...placing.unplanned],
    notes: notesOf(placing.places),
  };
}

async function inspected({ session, wanted: { consumer }, topology }: Placed, nowMs: number, samples: number) {
  const { reader, resources } = topology;
  const present = await session.observe(resources);
  if (present.length < resources.length) {
    const nothing = { depth: 0, level: "none" as const, causes: [], otherCauses: 0, returned: 0, lag: 0, retrying: 0, samples: [] };
    return { consumer, deadLetter: reader.deadLetter, configured: false, ...nothing };
  }
  const { oldestMs, causes, samples: shown, ...rest } = await inspect(session, reader, nowMs, samples);
  return {
    consumer,
    configured: true,
    ...rest,
    ...(oldestMs !== undefined && { oldestMinutes: Math.round(oldestMs / 60_000) }),
    causes: causes.map(({ firstAtMs, lastAtMs, ...cause }) => ({ ...cause, first: timeOf(firstAtMs), last: timeOf(lastAtMs) })),
    samples: shown.map(({ atMs, ...sample }) => ({ ...sample, at: timeOf(atMs) })),
  };
}

/** Headers may hold any number; a date may not. */
function timeOf(ms: number): string {
  return new Date(Math.min(8.64e15, Math.max(-8.64e15, ms))).toISOString();
}
