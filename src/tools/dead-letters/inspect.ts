import { type AlertLevel, inspect, type Inspection } from "../../delivery/inspect.ts";
import { type Measured, metricsText } from "../../delivery/metrics.ts";
import { indexOf, type PathIndex } from "../../delivery/stack-place.ts";
import type { ToolContext } from "../../tool.ts";
import { openWorkspace } from "../../workspace/files.ts";
import { type Place, placeConsumers, withLadder } from "./wanted.ts";
import { brokersOf, notesOf, type Placed, withBrokers } from "./world.ts";

export interface InspectInput {
  readonly consumer?: string | undefined;
  readonly samples?: number | undefined;
  readonly environment?: string | undefined;
  readonly metrics?: boolean | undefined;
}

const gravest: readonly AlertLevel[] = ["P1", "page", "alert"];

/** What inspect-dlq answers. */
export async function inspectDeadLetters(context: ToolContext, { consumer, samples = 0, environment, metrics = false }: InspectInput) {
  const placing = withLadder(await placeConsumers(context, consumer, environment));
  const files = indexOf((await openWorkspace(context.root)).paths);
  const nowMs = context.now().getTime();
  const measured: Measured[] = [];
  const unplanned = [...placing.unplanned];
  const deadLetters = await withBrokers(context, placing, true, async (world) => {
    unplanned.push(...world.unplanned);
    const found = [];
    for (const each of world.placed) {
      const inspection = await look(each, nowMs, samples, files);
      measured.push(measuredOf(each, nowMs, inspection));
      found.push(answerOf(each, inspection));
    }
    return found;
  });
  return {
    ...(metrics && { metrics: metricsText(measured) }),
    ...brokersOf(placing),
    level: gravest.find((level) => deadLetters.some((each) => each.level === level)) ?? ("none" as const),
    depth: deadLetters.reduce((sum, { depth }) => sum + depth, 0),
    deadLetters,
    unplanned,
    notes: [...notesOf(placing.places), ...(samples > 0 ? receivingNotes(placing.places) : [])],
  };
}

/** Where a look is a receive. */
function receivingNotes(places: readonly Place[]): string[] {
  const kinds = new Set(places.filter(({ broker }) => !broker.features.peeks).map(({ broker }) => broker.kind));
  return [...kinds].map(
    (kind) =>
      `The samples of ${kind} were received and given back: their receive counts went up by one, and causes are those of the samples alone.`,
  );
}

/** Undefined: there is no dead letter. A ladder that is not whole is looked at all the same. */
async function look({ session, topology }: Placed, nowMs: number, samples: number, files: PathIndex): Promise<Looked | undefined> {
  const { reader, resources } = topology;
  const present = new Set((await session.observe(resources)).map(({ id }) => id));
  if (resources.some(({ id, role }) => role === "dead-letter" && !present.has(id))) return undefined;
  const missing = resources.filter(({ id }) => !present.has(id)).map(({ name }) => name);
  const rungs = reader.rungs.filter(({ channel }) => channel === undefined || !missing.includes(channel));
  return { configured: missing.length === 0, ...(await inspect(session, { ...reader, rungs }, nowMs, samples, files)) };
}

interface Looked extends Inspection {
  readonly configured: boolean;
}

function answerOf({ wanted: { consumer }, topology }: Placed, inspection: Looked | undefined) {
  if (inspection === undefined) {
    const nothing = { depth: 0, level: "none" as const, causes: [], otherCauses: 0, returned: 0, lag: 0, retrying: 0, samples: [] };
    return { consumer, deadLetter: topology.reader.deadLetter, configured: false, ...nothing };
  }
  const { oldestMs, causes, samples: shown, ...rest } = inspection;
  return {
    consumer,
    ...rest,
    ...(oldestMs !== undefined && { oldestMinutes: Math.round(oldestMs / 60_000) }),
    causes: causes.map(({ firstAtMs, lastAtMs, ...cause }) => ({ ...cause, first: timeOf(firstAtMs), last: timeOf(lastAtMs) })),
    samples: shown.map(({ atMs, ...sample }) => ({ ...sample, at: timeOf(atMs) })),
  };
}

function measuredOf({ wanted, broker, topology }: Placed, nowMs: number, inspection: Looked | undefined): Measured {
  const { consumer, group } = wanted;
  const of = { broker: broker.kind, consumer, group, channel: topology.reader.channel, deadLetter: topology.reader.deadLetter };
  if (inspection === undefined) return of;
  const { depth, lag, oldestMs } = inspection;
  return { ...of, depth, lag, ...(oldestMs !== undefined && { oldestAtMs: nowMs - oldestMs }) };
}

/** Headers may hold any number; a date may not. */
function timeOf(ms: number): string {
  return new Date(Math.min(8.64e15, Math.max(-8.64e15, ms))).toISOString();
}
