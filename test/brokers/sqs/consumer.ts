import { randomUUID } from "node:crypto";
import type { Topology, Wanted } from "../../../src/brokers/broker.ts";
import { realClock } from "../../../src/brokers/clock.ts";
import { openSession } from "../../../src/brokers/sqs/session.ts";
import { features, topologyOf } from "../../../src/brokers/sqs/topology.ts";
import { ladderOf, onLadder } from "../../../src/delivery/ladder.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { type Kind, serverOf } from "../../servers/servers.ts";
import { raw } from "./raw.ts";
import { openingAt } from "./running.ts";

export const clock = realClock(Date.now);
export const consumer = "billing/on-order.ts#handle";

/** One consumer's topology, made on the shared server under a name of its own. */
export async function consumerOn(kind: Kind, channel = "orders", more: Partial<Wanted> = {}, root?: string) {
  const url = (await serverOf(kind)).address["url"]!;
  const run = randomUUID().slice(0, 8);
  const name = channel.replace(/(\.fifo)?$/, (suffix) => `-${run}${suffix}`);
  const retry = { ...defaultRetry, rungsMs: [1000], handlerTimeoutMs: 2000, ...more.retry };
  const topology: Topology = topologyOf({ consumer, channel: name, group: "billing", ...more, retry });
  const opening = openingAt(url, root);
  const session = await openSession(opening, true);
  for (const resource of topology.resources) await session.create(resource, run);
  return { url, run, session, topology, opening, root: opening.root, ...topology, hand: raw(url), wait };
}

async function wait(holds: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  if (!(await clock.until(holds, ms))) throw new Error(`Not within ${ms} ms: ${String(holds)}`);
}

export const ladderFor = (reader: Topology["reader"]) => ladderOf(consumer, reader, features, clock);

/** A handler on the ladder that fails for bodies that say so, and what came when. */
export function failing(reader: Topology["reader"], isBad: (body: string) => boolean) {
  const seen: { body: string; atMs: number; count: number }[] = [];
  const handle = onLadder(ladderFor(reader), async (delivery) => {
    const body = Buffer.from(delivery.body).toString();
    seen.push({ body, atMs: clock.now(), count: delivery.count });
    if (isBad(body)) throw new Error(`${body} cannot be handled`);
  });
  return { seen, handle, bodies: () => seen.map(({ body }) => body) };
}

export const message = (body: string, key?: string) => ({ headers: {}, body: Buffer.from(body), ...(key !== undefined && { key }) });
