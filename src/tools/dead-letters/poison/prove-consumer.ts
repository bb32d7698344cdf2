import type { Reader } from "../../../brokers/broker.ts";
import { virtualClock } from "../../../brokers/clock.ts";
import { type PoisonRun, sendPoison } from "../../../delivery/consumer-proof.ts";
import { openShadow } from "../../../delivery/poison.ts";
import { failureChannels } from "../../../loop/dead-letters.ts";
import { channelsOf } from "../../../loop/events.ts";
import type { ConsumerProof } from "../../../model/delivery.ts";
import { clocks } from "../../../verify/baselines.ts";
import type { PlayOutcome, Published } from "../../../verify/observation.ts";
import type { Opened } from "../../../verify/subject.ts";
import type { OpenConsumer } from "../../verify/open-consumer.ts";
import type { Place } from "../wanted.ts";
import { chooseSlot, effectsOf, type Slot } from "./neighbours.ts";
import { type Poison, poisonsOf } from "./poisons.ts";
import { anotherWay, type Retries, startTrial } from "./trial.ts";
import { proofOf, type Result, resultOf, type Seen } from "./verdict.ts";

/** Clients whose broker neither delays nor dead-letters what a handler refuses: the consumer's own code must. */
const codeRetries: ReadonlySet<string> = new Set(["kafkajs", "nats", "amqplib"]);

/** Clients that let a refused message wait by an argument of their own. */
const unseenDelays: ReadonlySet<string> = new Set(["nats"]);

interface Way {
  readonly shape: string;
  readonly run: string;
  readonly root: string;
  readonly connection: string;
}

/**
 * Sends poison to the user's own handler, on a shadow of the topology that its plan makes: it must end in this consumer's dead
 * letter, and its neighbours must be handled as if it were not there.
 */
export async function proveConsumer(placed: Place, consumer: OpenConsumer, opened: Opened, way: Way): Promise<ConsumerProof> {
  const { subject, material } = consumer;
  const slot = await chooseSlot(subject, material, opened);
  if ("why" in slot) return proofless(slot.why);
  const [id, event] = [material.ids[slot.event]!, material.events[slot.event]];
  const batched = opened.batchSize !== undefined;
  const results: Result[] = [];
  for (const poison of poisonsOf(event, id, slot.firstWrite)) {
    // A plain event that is no event has no id by which a batch could give it back.
    if (poison.faultClass === "F17:undecodable" && way.shape === "event" && batched) continue;
    // Which of a batch an effect belongs to is not known: the failing one comes alone.
    const batch = poison.faultClass === "F17:failing-effect" ? 1 : (opened.batchSize ?? 1);
    const trial = { placed, consumer, slot, poison, way, batch };
    results.push((await tryPoison(trial, true)) ?? (await tryPoison(trial, false))!);
  }
  return proofOf(results, slot.order.length - 1, !unseenDelays.has(way.shape));
}

interface PoisonTrial {
  readonly placed: Place;
  readonly consumer: OpenConsumer;
  readonly slot: Slot;
  readonly poison: Poison;
  readonly way: Way;
  readonly batch: number;
}

/** Undefined: the neighbours did not go the way that they were trusted to go. */
async function tryPoison(trial: PoisonTrial, trusting: boolean): Promise<Result | undefined> {
  const { placed, consumer, slot, poison, way, batch } = trial;
  const { subject, material } = consumer;
  const [startMs = 0] = clocks(material.events);
  const clock = virtualClock(startMs);
  const { session, reader, close } = await openShadow(
    placed.imitation,
    placed.wanted,
    { root: way.root, connection: way.connection, clock },
    way.run,
  );
  try {
    const events = material.events.map((event, index) => (index === slot.event ? poison.event : event));
    const retries: Retries = codeRetries.has(way.shape) ? "code" : "broker";
    const base = { clock: startMs, seed: 1, events };
    const started = startTrial(subject, { base, poison: slot.event, fault: poison.fault, retries, trusting });
    const stream = { consumer: placed.wanted.consumer, clock, keys: material.keys, order: slot.order, batch };
    const run = await sendPoison(session, reader, stream, started.consume);
    const outcome = await started.finish();
    if (outcome !== undefined && run.problem !== anotherWay) return seen(trial, reader, run, outcome);
    return trusting ? undefined : unlike(poison);
  } finally {
    await close();
  }
}

function seen({ consumer, slot, poison }: PoisonTrial, reader: Reader, run: PoisonRun, outcome: PlayOutcome): Result {
  const { map, settings, id, material } = consumer;
  const failures = failureChannels(map);
  const declared = settings.consumers?.[id]?.deadLetter;
  const isDead = (channel: string) => channel === reader.deadLetter || channel === declared || failures.isDead(channel);
  const isLadder = (channel: string) => isDead(channel) || failures.isRetry(channel);
  const attempts = outcome.deliveries.filter(({ copies }) => copies.some(({ event }) => event === slot.event));
  const sent = outcome.observation.published.filter((each) => speaksOf(each, material.ids[slot.event]!));
  return resultOf({
    poison,
    run,
    event: slot.event,
    attempts: attempts.map(({ atMs, endedMs = atMs }) => ({ atMs: endedMs })),
    // A valid event has messages of its own to send; what is no event has none but itself.
    sent: sent.filter(({ topic }) => isLadder(topic) || poison.fault === undefined),
    isDead,
    isRetry: failures.isRetry,
    rejects: rejectsOf(consumer),
    ...effectsOf(outcome, slot, isLadder),
  });
}

/** Is this message about that event? Bytes are shown as hexadecimal. */
function speaksOf({ value, headers, key }: Published, id: string): boolean {
  const text = JSON.stringify([value, headers, key]);
  return text.includes(JSON.stringify(id).slice(1, -1)) || text.includes(Buffer.from(id).toString("hex"));
}

/** What detect saw of the queue that is read. */
function rejectsOf({ map, detected }: OpenConsumer): Seen["rejects"] {
  const channels = detected === undefined ? [] : channelsOf(detected);
  const declared = map.dlq.find(({ source }) => source !== undefined && channels.includes(source))?.channel;
  const end = declared ?? map.channels.find(({ name }) => channels.includes(name))?.deadLetter;
  if (typeof end === "string") return failureChannels(map).isDead(end) ? "dead-letter" : "unknown";
  return detected?.dlq === "false" ? "nowhere" : "unknown";
}

function unlike({ faultClass }: Poison): Result {
  return { faultClass, outcome: "inconclusive", why: anotherWay, deliveries: 0, gapsMs: [], deadLetters: 0, open: true };
}

export function proofless(why: string): ConsumerProof {
  return { outcome: "inconclusive", why, poisons: [], retry: { holds: null, why: "No delivery was seen.", gapsMs: [] } };
}
