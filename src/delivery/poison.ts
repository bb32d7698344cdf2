import type { Broker, Delivery, Held, Opening, Reader, Session, Wanted } from "../brokers/broker.ts";
import type { Clock } from "../brokers/clock.ts";
import type { ProofCheck, Resource, TopologyProof } from "../model/delivery.ts";
import { ToolError } from "../tool.ts";
import { diff } from "./diff.ts";
import { readFailure, requiredHeaders } from "./headers.ts";
import { ladderOf, onLadder } from "./ladder.ts";
import { applyPlan } from "./apply.ts";
import { type Desired, planOf } from "./plan.ts";

/** The broker's clock decides and ours measures: a gap may look a little short, and a busy broker is a little late. */
export const earlyMs = 5;
export const lateMs = 750;

export function inTolerance(gapMs: number, rungMs: number): boolean {
  return gapMs >= rungMs - earlyMs && gapMs <= rungMs + lateMs;
}

export const canaryHeader = "gm-canary";

export class CanaryError extends Error {
  constructor() {
    super("This message is a canary: it fails at every attempt.");
    this.name = "CanaryError";
  }
}

/**
 * Sends a canary through the ladder of a shadow that is made from the same wish by the same plan and apply, with a good message
 * before and after it. Nobody else sees the shadow, and it is gone afterwards.
 */
export async function proveTopology(broker: Broker, wanted: Wanted, opening: Opening, run: string): Promise<TopologyProof> {
  const shadow = await openShadow(broker, wanted, opening, run);
  try {
    return await sendCanary(shadow, wanted, opening.clock, run);
  } finally {
    await shadow.close();
  }
}

export interface Shadow {
  readonly session: Session;
  readonly reader: Reader;
  /** What it was made of. */
  readonly resources: readonly Resource[];
  /** Ends it; what it had made is gone, whatever lies in it. */
  readonly close: () => Promise<void>;
}

/** Ladder and dead letter of a consumer, made in a place that nobody else sees. */
export async function openShadow(broker: Broker, wanted: Wanted, opening: Opening, run: string): Promise<Shadow> {
  const session = await broker.shadow(opening);
  const { resources, reader } = broker.topology(broker.apart(wanted, run));
  /** What cannot be removed keeps nothing else from being removed. */
  const close = async () => {
    const failures: unknown[] = [];
    const noted = (error: unknown) => void failures.push(error);
    for (const resource of [...resources].reverse()) await session.remove(resource, run, true).catch(noted);
    await session.close().catch(noted);
    if (failures.length > 0) throw failures[0];
  };
  try {
    const desired: Desired[] = [{ consumer: wanted.consumer, resources }];
    const plan = planOf(broker.kind, desired, await session.observe(resources));
    await applyPlan(plan, desired, session, run, () => undefined);
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return { session, reader, resources, close };
}

/**
 * What lies in the dead letter of a shadow, oldest first. It is taken out: the shadow is gone soon, and not every broker can be looked
 * at without a change.
 */
export async function lettersOf({ session, reader }: Pick<Shadow, "session" | "reader">): Promise<Held[]> {
  const letters: Held[] = [];
  await session.take(
    reader.deadLetter,
    () => true,
    async (held) => void letters.push(held),
  );
  return letters;
}

interface Arrival {
  readonly canary: boolean;
  readonly body: string;
  readonly atMs: number;
}

async function sendCanary(shadow: Shadow, { consumer, retry }: Wanted, clock: Clock, run: string): Promise<TopologyProof> {
  const { session, reader } = shadow;
  const arrivals: Arrival[] = [];
  const isCanary = ({ headers }: Pick<Delivery, "headers">) => headers[canaryHeader] === run;
  const handle = onLadder(ladderOf(consumer, reader, session.features, clock), async (delivery) => {
    const canary = isCanary(delivery);
    arrivals.push({ canary, body: Buffer.from(delivery.body).toString(), atMs: clock.now() });
    if (canary) throw new CanaryError();
  });
  const subscription = await session.subscribe(reader, handle);
  const send = (body: string, headers: Record<string, string> = {}) =>
    session.sendTo(reader, { key: body, headers, body: Buffer.from(JSON.stringify({ event_id: `${run}-${body}` })) });
  await send("before");
  await send("canary", { [canaryHeader]: run });
  const sentMs = clock.now();
  await send("after");
  const total = retry.rungsMs.reduce((sum, rung) => sum + rung + lateMs, lateMs * 2);
  const ended = await clock.until(() => hasEnded(session, reader), total);
  const failure = await subscription.close().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const drift = await driftIn(shadow);
  const deadLetters = drift.lost ? [] : await lettersOf(shadow);
  const checks = [
    ...judge({ arrivals, deadLetters, retry, sentMs, isCanary, ended }),
    { what: "every settlement is carried out", holds: failure === undefined, seen: failure ?? "all" },
    { what: "it is still configured as it was made", holds: drift.texts.length === 0, seen: drift.texts.join(" ") || "unchanged" },
  ];
  const canaries = arrivals.filter(({ canary }) => canary);
  const broken = checks.filter(({ holds }) => !holds);
  return {
    outcome: broken.length === 0 ? "proven" : "denied",
    why:
      broken.length === 0
        ? `A canary was delivered ${times(canaries.length)} and ended in ${reader.deadLetter}.`
        : broken.map(({ what, seen }) => `${what}: ${seen}`).join("; "),
    deliveries: canaries.length,
    gapsMs: gapsOf(canaries),
    clock: clock.kind,
    checks,
  };
}

/** Something lies in the dead letter, and nothing else is on its way. Without the dead letter that never comes. */
async function hasEnded(session: Session, reader: Reader): Promise<boolean> {
  try {
    return (await session.backlog(reader.deadLetter)).ready > 0 && (await isQuiet(session, reader));
  } catch (error) {
    if (error instanceof ToolError && error.code === "NOT_FOUND") return false;
    throw error;
  }
}

/** Whoever changes a shadow while it is tried has broken it: what of it, in words. */
async function driftIn({ session, resources }: Shadow): Promise<{ texts: string[]; lost: boolean }> {
  const found = new Map((await session.observe(resources)).map((each) => [each.id, each]));
  const all = resources.map((resource) => ({ resource, ...diff(resource, found.get(resource.id)) }));
  return {
    texts: all.flatMap(({ resource, action, reason }) => (action === "noop" || action === "adopt" ? [] : [`${resource.id}: ${reason}`])),
    /** There is no dead letter to look into. */
    lost: all.some(({ resource, action }) => action === "create" && resource.role === "dead-letter"),
  };
}

/** Nothing waits, nothing is in work: by the broker's own accounting. */
export async function isQuiet(session: Session, { channel, group, rungs }: Reader): Promise<boolean> {
  const backlogs = [await session.backlog(channel, group)];
  for (const rung of rungs) if (rung.channel !== undefined) backlogs.push(await session.backlog(rung.channel));
  return backlogs.every(({ ready, delayed, inFlight }) => ready + delayed + inFlight === 0);
}

export function gapsOf(arrivals: readonly { readonly atMs: number }[]): number[] {
  return arrivals.slice(1).map(({ atMs }, index) => Math.round(atMs - arrivals[index]!.atMs));
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

interface Seen {
  readonly arrivals: readonly Arrival[];
  readonly deadLetters: readonly Held[];
  readonly retry: Wanted["retry"];
  readonly sentMs: number;
  readonly isCanary: (held: Held) => boolean;
  readonly ended: boolean;
}

function judge({ arrivals, deadLetters, retry: { rungsMs, ordering }, sentMs, isCanary, ended }: Seen): ProofCheck[] {
  const canaries = arrivals.filter(({ canary }) => canary);
  const gaps = gapsOf(canaries);
  const letters = deadLetters.filter(isCanary);
  const headers = letters[0]?.headers ?? {};
  const missing = requiredHeaders.filter((name) => headers[name] === undefined);
  const { kind, attempt } = readFailure(headers);
  const attempts = rungsMs.length + 1;
  const neighbours = arrivals.filter(({ canary }) => !canary);
  // Where order is kept, a broker may hold back more than the one key: a partition, or all of the consumer.
  const late = ordering === "key" ? [] : neighbours.filter(({ atMs }) => atMs - sentMs > lateMs);
  return [
    { what: `delivered exactly ${times(attempts)}`, holds: canaries.length === attempts, seen: `${canaries.length}` },
    {
      what: rungsMs.length === 0 ? "no wait in between" : `gaps of ${rungsMs.join(", ")} ms`,
      holds: gaps.length === rungsMs.length && gaps.every((gap, index) => inTolerance(gap, rungsMs[index]!)),
      seen: gaps.length === 0 ? "none" : `${gaps.join(", ")} ms`,
    },
    { what: "one dead letter", holds: letters.length === 1, seen: `${letters.length}` },
    {
      what: "its headers say what happened",
      holds: missing.length === 0 && kind === "exhausted" && attempt === attempts,
      seen: missing.length > 0 ? `${missing.join(", ")} missing` : `${kind ?? "no kind"} at attempt ${attempt ?? "?"}`,
    },
    {
      what: ordering === "key" ? "neighbours are handled once" : "neighbours are handled once and are not delayed",
      holds: neighbours.length === 2 && late.length === 0 && deadLetters.length === letters.length,
      seen: `${neighbours.length} handled, ${late.length} late, ${deadLetters.length - letters.length} dead-lettered`,
    },
    { what: "nothing is left in flight", holds: ended, seen: ended ? "quiet" : "not quiet in time" },
  ];
}
