import type { Acked, Delivered, Sent, Settled, Subscription } from "../effects/gate.ts";
import { type Copy, type Deliver, type Fault, type Play, redeliveryWaitsMs } from "../play.ts";
import { shapes } from "./shapes.ts";
import type { Handler } from "./shapes/shape.ts";
import { attempt } from "./attempt.ts";
import type { Instance } from "./instance.ts";
import { rest } from "./settle.ts";
import type { Stage } from "./stage.ts";

export interface Deliveries {
  /** Delivers and, when it is refused or the instance dies, delivers again until it is settled or a dead letter. */
  deliver(step: Deliver, index: number): Promise<void>;
  /** The first attempt alone; what it returns does the rest. */
  begin(step: Deliver, index: number): Promise<() => Promise<void>>;
  /** With `nacks: "tail"`: what was refused, behind all others. */
  late(): Promise<void>;
}

interface Pending {
  copy: Copy;
  delivered: Delivered;
  /** Came over another channel than the one that is played. */
  channel?: string;
}
/** Messages that one delivery may set going through the consumer's own channels. */
const mostHandedOn = 100;
const tailRounds = 50;

export function createDeliveries(stage: Stage, play: Play): Deliveries {
  const { spec, clock } = stage;
  const events = play.events ?? spec.events;
  const counts = new Map<number, number>();
  let lastOffset = events.length - 1;
  const tail: { pending: Pending[]; step: Deliver; index: number }[] = [];

  const stamp = ({ event, kind }: Copy): Delivered => {
    const count = kind === "redelivery" ? (counts.get(event) ?? 1) + 1 : 1;
    if (kind !== "producer") counts.set(event, count);
    return {
      event: events[event],
      id: play.ids?.[event] ?? spec.ids[event] ?? String(event),
      key: spec.keys[event] ?? "",
      topic: spec.topic,
      partition: 0,
      offset: kind === "producer" ? ++lastOffset : event,
      redelivered: kind === "redelivery",
      deliveryCount: count,
      timestampMs: clock.now(),
      headers: {},
    };
  };
  const again = ({ copy, delivered, ...rest }: Pending): Pending => {
    const deliveryCount = delivered.deliveryCount + 1;
    if (copy.kind !== "producer") counts.set(copy.event, deliveryCount);
    return { ...rest, copy, delivered: { ...delivered, redelivered: true, deliveryCount } };
  };

  /** One attempt; what is left to deliver again. */
  const once = async (pending: readonly Pending[], step: Deliver, index: number, fault: Fault | undefined) => {
    // Not awaited where it lives: a delivery that is nested in another one begins within its call.
    const instance = stage.living(step.to) ?? (await stage.instance(step.to));
    const copies = pending.map(({ copy, delivered }) => ({ event: copy.event, kind: copy.kind, count: delivered.deliveryCount }));
    const done = new Set<number>();
    const { result, settled } = await attempt(stage, {
      instance,
      step: index,
      copies,
      fault,
      done,
      run: (acked) => handOver(stage, instance, pending, acked),
    });
    const all = pending.map((_, position) => position);
    const back =
      result === "acked" || result === "ticked" ? [] : result === "partial" && typeof settled === "object" ? settled.failed : all;
    const lost = result === "nacked" || result === "partial" ? back : back.filter((position) => !done.has(position));
    return lost.map((position) => again(pending[position]!));
  };

  const finish = async (first: readonly Pending[], step: Deliver, index: number): Promise<void> => {
    let left = first;
    if (play.nacks === "none") return;
    if (play.nacks === "tail" && left.length > 0) return void tail.push({ pending: [...left], step, index });
    for (const waitMs of redeliveryWaitsMs) {
      if (left.length === 0) return;
      if (waitMs > 0) await clock.advance(waitMs, () => rest(2));
      left = await once(left, step, index, step.fault?.every === true ? step.fault : undefined);
    }
    for (const { copy } of left) stage.deadLetter(copy.event);
  };

  /** What the consumer sent to a channel that it reads itself. */
  const handOn = async (step: Deliver, index: number): Promise<void> => {
    for (let count = 0; stage.sent.length > 0 && count < mostHandedOn; count++) {
      const sent = stage.sent.shift()!;
      if (sent.waitMs !== undefined) await clock.advance(sent.waitMs, () => rest(2));
      const instance = await stage.instance(step.to);
      const event = eventIn(sent, stage, play);
      if (event === undefined || !instance.subscriptions.some(({ client, channel }) => client === sent.client && channel === sent.channel))
        continue;
      const copy: Copy = { event, kind: "redelivery" };
      const { key = "", headers, channel } = sent;
      const delivered = {
        ...stamp(copy),
        event: { $base64: Buffer.from(sent.value).toString("base64"), headers },
        key,
        headers,
        topic: channel,
        offset: ++lastOffset,
        redelivered: false,
      };
      await finish(
        await once([{ copy, delivered, channel }], step, index, step.fault?.every === true ? step.fault : undefined),
        step,
        index,
      );
    }
  };

  return {
    async deliver(step, index) {
      for (const copies of groups(step, stage)) {
        const pending = copies.map((copy) => ({ copy, delivered: stamp(copy) }));
        await finish(await once(pending, step, index, step.fault), step, index);
        await handOn(step, index);
      }
    },
    async begin(step, index) {
      const pending = step.copies.map((copy) => ({ copy, delivered: stamp(copy) }));
      const left = await once(pending, step, index, step.fault);
      return async () => {
        await finish(left, step, index);
        await handOn(step, index);
      };
    },
    async late() {
      for (let round = 0; tail.length > 0 && round < tailRounds * events.length; round++) {
        const { pending, step, index } = tail.shift()!;
        await clock.advance(1000, () => rest(2));
        const left = await once(pending, step, index, undefined);
        if (left.length > 0) tail.push({ pending: left, step, index });
      }
    },
  };
}

/** A handler takes one at a time. */
function groups({ copies }: Deliver, { spec }: Stage): (readonly Copy[])[] {
  return isBatch(spec) ? [copies] : copies.map((copy) => [copy]);
}

export function isBatch(spec: Pick<Stage["spec"], "batch" | "export" | "shape">): boolean {
  return spec.batch ?? shapes[spec.shape]?.alwaysBatch ?? spec.export === "handleBatch";
}

/** Which event a message is about: the one whose id it carries. */
function eventIn({ value, headers }: Sent, { spec }: Stage, play: Play): number | undefined {
  const ids = play.ids ?? spec.ids;
  const text = `${Object.values(headers).join("\n")}\n${Buffer.from(value).toString("latin1")}`;
  const found = ids.findIndex((id) => id !== "" && text.includes(id));
  return found < 0 ? undefined : found;
}

/** Hands messages to the consumer's handler. Throws what the handler throws. */
async function handOver(stage: Stage, instance: Instance, pending: readonly Pending[], acked: Acked): Promise<Settled> {
  const { spec } = stage;
  const delivered = pending.map((each) => each.delivered);
  if (spec.export === undefined) {
    const subscription = pick(instance, pending[0]!.channel ?? spec.channel);
    // Detection may know the topic under another name, or not at all.
    const { client, channel: topic } = subscription;
    const known = client === "kafkajs" && topic !== undefined ? delivered.map((each) => ({ ...each, topic })) : delivered;
    return subscription.deliver(known, acked);
  }
  const shape = shapes[spec.shape];
  if (shape === undefined) throw new Error(`no shape ${spec.shape}`);
  return shape.hand(instance.module[spec.export] as Handler, delivered, {
    acked,
    assume: stage.assume,
    batch: isBatch(spec),
    ctx: stage.ctx(instance),
    delivery: { ack: async () => acked(0) },
  });
}

/** The one that reads the channel; the only one there is, for detection may have seen its channel under another name. */
function pick({ subscriptions }: Instance, channel: string | readonly string[] | undefined): Subscription {
  const wanted = [channel ?? []].flat();
  const named = subscriptions.find((each) => each.channel !== undefined && wanted.includes(each.channel));
  const found = named ?? (channel === undefined || subscriptions.length === 1 ? subscriptions[0] : undefined);
  if (found !== undefined) return found;
  const known = subscriptions.map((each) => each.channel ?? "(any)").join(", ");
  throw new Error(known === "" ? "no handler was handed over" : `no handler for ${wanted.join(", ")}; handed over are ${known}`);
}
