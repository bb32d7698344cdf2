import { expect } from "vitest";
import type { Broker, Delivery, Handler, Message, Reader, Session, Settlement, Subscription, Topology } from "../../src/brokers/broker.ts";
import type { Clock } from "../../src/brokers/clock.ts";
import { defaultRetry, type RetryPolicy } from "../../src/model/delivery.ts";

/** A running broker under test, with nothing in it. */
export interface Running {
  readonly broker: Broker;
  readonly clock: Clock;
  /** How much later than asked a delayed message may come. */
  readonly slackMs: number;
  /** What a channel of the suite is called here: on a server that others use, no two cases share one. */
  readonly named: (channel: string) => string;
  /** The same for a group, where groups are the server's and not a channel's. Default: as it is. */
  readonly grouped?: (group: string) => string;
  /** What lies in a channel nobody reads. Default: by `peek`. */
  readonly contents?: (session: Session, channel: string) => Promise<string[]>;
  /** A channel keeps what all its groups have handled: it is a log, and never empty again. */
  readonly keeps?: boolean;
  /** How long a message is leased to a consumer whose handler may take so long. Default: just as long. */
  readonly leaseOf?: (handlerTimeoutMs: number) => number;
  readonly connect: () => Promise<Session>;
  /** The process behind a session dies. */
  readonly crash: (session: Session) => void;
  /** The broker ends and starts again on the same disk. Sessions are gone. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Case {
  readonly name: string;
  readonly run: (running: Running) => Promise<void>;
}

export const rungsMs = [100, 400, 900];
const leaseMs = 2000;
const patienceMs = 20_000;
const mark = "run-1";
export const text = (message: Message): string => Buffer.from(message.body).toString();
export const message = (body: string, more: Partial<Message> = {}): Message => ({ headers: {}, body: Buffer.from(body), ...more });
export const ack: Settlement = { do: "ack" };

export function wanted(group: string, channel = "orders", retry: Partial<RetryPolicy> = {}) {
  return { consumer: `svc/a.ts#${group}`, channel, group, retry: { ...defaultRetry, rungsMs, handlerTimeoutMs: leaseMs, ...retry } };
}

export function topologyIn({ broker, named, grouped }: Running, group: string, channel: string, retry?: Partial<RetryPolicy>): Topology {
  return broker.topology(wanted(grouped?.(group) ?? group, named(channel), retry));
}

/** Makes a consumer's channels and tells how it is read. */
export async function declare(
  running: Running,
  session: Session,
  group = "billing",
  channel = "orders",
  retry?: Partial<RetryPolicy>,
): Promise<Reader> {
  const { resources, reader } = topologyIn(running, group, channel, retry);
  for (const resource of resources) await session.create(resource, mark);
  return reader;
}

/** Handles one message at a time and remembers what came when. */
export function recorder({ clock }: Running, settle: (delivery: Delivery, nth: number) => Settlement | Promise<Settlement>) {
  const seen: { text: string; atMs: number; delivery: Delivery }[] = [];
  const handle: Handler = async (batch) => {
    const arrived = batch.map((delivery) => {
      seen.push({ text: text(delivery), atMs: clock.now(), delivery });
      return { delivery, nth: seen.filter((other) => other.text === text(delivery)).length };
    });
    const settlements: Settlement[] = [];
    for (const { delivery, nth } of arrived) settlements.push(await settle(delivery, nth));
    return settlements;
  };
  return { seen, handle, texts: () => seen.map((each) => each.text) };
}

export async function bodiesIn(session: Session, channel: string, contents?: Running["contents"]): Promise<string[]> {
  if (contents) return contents(session, channel);
  const found: string[] = [];
  for await (const held of session.peek(channel)) found.push(text(held));
  return found;
}

export async function quiet(session: Session, { channel, group, rungs }: Reader): Promise<boolean> {
  const places = [{ channel, group }, ...rungs.flatMap((rung) => (rung.channel === undefined ? [] : { channel: rung.channel, group: "" }))];
  for (const place of places) {
    const { ready, delayed, inFlight } = await session.backlog(place.channel, place.group);
    if (ready + delayed + inFlight > 0) return false;
  }
  return true;
}

/** Quiet for the broker, and its answers have come back here. */
export async function settled(session: Session, reader: Reader, subscription: Subscription): Promise<boolean> {
  return subscription.counts().inFlight === 0 && (await quiet(session, reader)) && subscription.counts().inFlight === 0;
}

export async function waitFor({ clock }: Running, what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  expect(await clock.until(holds, patienceMs), `${what} within ${patienceMs} ms`).toBe(true);
}

/** Begins to watch how late this machine wakes whoever waits; the answer is the longest such delay until then, and ends it. */
export function lateness({ clock }: Pick<Running, "clock">): () => number {
  let worst = 0;
  let call: (() => void) | undefined;
  const next = (): void => {
    const dueMs = clock.now() + 20;
    call = clock.at(dueMs, () => {
      worst = Math.max(worst, clock.now() - dueMs);
      next();
    });
  };
  if (clock.kind === "real") next();
  return () => {
    call?.();
    return worst;
  };
}

export { leaseMs, mark, patienceMs };
