import { virtualClock } from "../../../brokers/clock.ts";
import { sendPoison } from "../../../delivery/consumer-proof.ts";
import { makeShadow } from "../../../delivery/poison.ts";
import { failureChannels } from "../../../loop/dead-letters.ts";
import type { ConsumerProof, PoisonResult } from "../../../model/delivery.ts";
import { clocks } from "../../../verify/baselines.ts";
import type { Published } from "../../../verify/observation.ts";
import type { Opened } from "../../../verify/subject.ts";
import type { OpenConsumer } from "../../verify/open-consumer.ts";
import type { Placed } from "../wanted.ts";
import { chooseSlot, effectsOf, type Slot } from "./neighbours.ts";
import { type Poison, poisonsOf } from "./poisons.ts";
import { type Retries, startTrial } from "./trial.ts";
import { proofOf, resultOf } from "./verdict.ts";

/** Clients whose broker neither delays nor dead-letters what a handler refuses: the consumer's own code must. */
const codeRetries: ReadonlySet<string> = new Set(["kafkajs", "nats", "amqplib"]);

/**
 * Sends poison to the user's own handler, on a shadow of the topology that its plan makes: it must end in this consumer's dead
 * letter, and its neighbours must be handled as if it were not there.
 */
export async function proveConsumer(
  placed: Placed,
  consumer: OpenConsumer,
  opened: Opened,
  { shape, ...place }: { shape: string; run: string; root: string; connection: string },
): Promise<ConsumerProof> {
  const { subject, material } = consumer;
  const [clock = 0] = clocks(material.events);
  const slot = await chooseSlot(subject, material, opened);
  if ("why" in slot) return proofless(slot.why);
  const retries: Retries = codeRetries.has(shape) ? "code" : "broker";
  const results: PoisonResult[] = [];
  for (const poison of poisonsOf(material.events[slot.event], material.ids[slot.event]!, slot.firstWrite))
    results.push(await tryPoison(placed, consumer, slot, poison, { ...place, clock, retries, batch: opened.batchSize ?? 1 }));
  return proofOf(results, slot.order.length - 1);
}

interface Way {
  readonly clock: number;
  readonly retries: Retries;
  readonly run: string;
  readonly batch: number;
  readonly root: string;
  readonly connection: string;
}

async function tryPoison(
  { wanted, broker }: Placed,
  { subject, material, map, settings }: OpenConsumer,
  slot: Slot,
  poison: Poison,
  { clock: startMs, retries, run, batch, root, connection }: Way,
): Promise<PoisonResult> {
  const clock = virtualClock(startMs);
  const session = await broker.shadow({ root, connection, clock });
  try {
    const reader = await makeShadow(broker, wanted, session, run);
    const events = material.events.map((event, index) => (index === slot.event ? poison.event : event));
    const trial = startTrial(subject, { base: { clock: startMs, seed: 1, events }, poison: slot.event, fault: poison.fault, retries });
    const { consumer } = wanted;
    const sent = await sendPoison(session, reader, { consumer, clock, keys: material.keys, order: slot.order, batch }, trial.consume);
    const outcome = await trial.finish();
    const said = outcome.observation.published.filter((each) => speaksOf(each, material.ids[slot.event]!));
    const failures = failureChannels(map);
    const declared = settings.consumers?.[consumer]?.deadLetter;
    const isDead = (channel: string) => channel === reader.deadLetter || channel === declared || failures.isDead(channel);
    const ladder = (channel: string) => isDead(channel) || failures.isRetry(channel);
    const own = outcome.deliveries.filter(({ copies }) => copies.some(({ event }) => event === slot.event));
    const attempts = own.map(({ atMs, endedMs = atMs }) => ({ atMs: endedMs }));
    return resultOf({
      poison,
      run: sent,
      event: slot.event,
      attempts,
      sent: said.filter(({ topic }) => ladder(topic) || poison.faultClass !== "F17:failing-effect"),
      isDead,
      isRetry: failures.isRetry,
      ...effectsOf(outcome, slot, ladder),
    });
  } finally {
    await session.close();
  }
}

/** Is this message about that event? */
function speaksOf({ value, headers, key }: Published, id: string): boolean {
  return JSON.stringify([value, headers, key]).includes(JSON.stringify(id).slice(1, -1));
}

export function proofless(why: string): ConsumerProof {
  return { outcome: "inconclusive", why, poisons: [], retry: { holds: null, why: "No delivery was seen.", gapsMs: [] } };
}
