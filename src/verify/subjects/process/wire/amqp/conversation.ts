import type { Socket } from "node:net";
import type { Carrier } from "../carrier.ts";
import type { Conversation, Link } from "../instance.ts";
import type { Handed } from "../wire.ts";
import { type Frame, frameSplitter } from "./frames.ts";
import { loginFrame } from "./login.ts";
import {
  ackFrame,
  acknowledgingFrame,
  bodySizeOf,
  cancelFrame,
  firstFrame,
  flowFrame,
  type Method,
  methodOf,
  openFrame,
  qosFrame,
  rejectFrame,
  requeueFrame,
} from "./methods.ts";
import { propertiesOf } from "./properties.ts";
import type { Reading } from "./reading.ts";

interface Partial {
  readonly method: Method;
  readonly frames: Frame[];
  size: number;
  readonly body: Buffer[];
}

interface Channel {
  /** What the client holds, by tag; undefined: none of ours. In the order of its tags. */
  readonly open: Map<number, Handed | undefined>;
  readonly consumers: Set<string>;
  /** From which queue each of them gets messages, and each tag came. */
  readonly sources: {
    readonly consumers: Map<string, Source>;
    readonly tags: Map<number, string>;
    readonly asked: Source[];
    got: Source;
  };
  /** A message of which not all frames came yet. */
  readonly partial: { sent?: Partial | undefined; received?: Partial | undefined };
}

interface Source {
  readonly queue: string;
  /** Its messages need no acknowledgement. */
  readonly noAck: boolean;
}

const nowhere: Source = { queue: "", noAck: false };

const newChannel = (): Channel => ({
  open: new Map(),
  consumers: new Set(),
  sources: { consumers: new Map(), tags: new Map(), asked: [], got: nowhere },
  partial: {},
});

const settlementFrames = { ack: ackFrame, nack: requeueFrame, reject: rejectFrame };

/** One connection of the consumer to RabbitMQ. */
export function converse(link: Link, carrier: Carrier, reading: Reading): Conversation {
  const [client, server] = [frameSplitter(true), frameSplitter(false)];
  const channels = new Map<number, Channel>();
  const flows: { channel: number; done: () => void }[] = [];
  /** The process is gone, and what it acknowledged stays with this connection. */
  let lingering: Socket | undefined;

  const say = (bytes: Buffer): void =>
    lingering === undefined ? link.toServer(bytes) : void (lingering.writable && lingering.write(bytes));
  const channelOf = (id: number): Channel => {
    const known = channels.get(id);
    if (known) return known;
    const made = newChannel();
    channels.set(id, made);
    return made;
  };

  async function hear(frame: Frame): Promise<void> {
    const channel = channelOf(frame.channel);
    if (frame.kind === "header" || frame.kind === "body")
      return content(channel, "sent", frame, async (method, frames, body) => publish(method, frames, body));
    const method = frame.kind === "method" ? methodOf(frame) : undefined;
    switch (method?.is) {
      case "connection.start-ok":
        return link.toServer(loginFrame(frame, reading.login));
      case "connection.open":
        return link.toServer(openFrame(reading.vhost));
      case "channel.open":
        channels.set(frame.channel, newChannel());
        break;
      case "tx.select":
        carrier.strange(link.instance, "It uses transactions of AMQP: what they hold back is not followed.");
        break;
      case "queue.declare":
        reading.declared(method.queue);
        break;
      case "basic.qos":
        // What is kept from being forgotten must not fill the window of what may be in work.
        if (method.count > 0 && reading.kept > 0) return link.toServer(qosFrame(frame, method.count + reading.kept));
        break;
      case "basic.consume":
      case "basic.get":
        reading.queues.add(method.queue);
        if (method.is === "basic.get") channel.sources.got = method;
        else if (!method.noWait) channel.sources.asked.push(method);
        else channel.consumers.add(method.tag);
        if (method.is === "basic.consume") channel.sources.consumers.set(method.tag, method);
        if (method.is === "basic.get" || method.noWait) carrier.ready(link);
        // Acknowledged here as soon as it is handed over: until then the server can still give it to another instance.
        if (method.noAck) return link.toServer(acknowledgingFrame(frame, method));
        break;
      case "basic.publish":
        channel.partial.sent = { method, frames: [frame], size: -1, body: [] };
        return;
      case "basic.ack":
        return settle(frame, method.tag, method.multiple, "ack");
      case "basic.nack":
        return settle(frame, method.tag, method.multiple, method.requeue ? "nack" : "reject");
      case "basic.recover":
        return settle(frame, 0, true, "nack");
      default:
    }
    link.toServer(frame.bytes);
  }

  async function content(
    channel: Channel,
    way: "sent" | "received",
    frame: Frame,
    whole: (method: Method, frames: Frame[], body: Buffer) => void | Promise<void>,
  ): Promise<void> {
    const partial = channel.partial[way];
    if (partial === undefined) return;
    partial.frames.push(frame);
    if (frame.kind === "header") partial.size = bodySizeOf(frame);
    else partial.body.push(frame.payload);
    if (partial.body.reduce((sum, { length }) => sum + length, 0) < partial.size) return;
    channel.partial[way] = undefined;
    await whole(partial.method, partial.frames, Buffer.concat(partial.body));
  }

  async function publish(method: Method, frames: readonly Frame[], body: Buffer): Promise<void> {
    if (method.is !== "basic.publish") return;
    const { exchange, key } = method;
    await reading.findable(exchange, key);
    const { channel } = frames[0]!;
    const named = reading.nameOf(exchange, key);
    const sent = { instance: link.instance.name, ...named, headers: propertiesOf(frames[1]!), body };
    await carrier.publishing(link, sent, () => done(channel, Buffer.concat(frames.map(({ bytes }) => bytes))));
  }

  /** Resolves when the server has worked off these bytes; at once where nobody needs to know. */
  function done(channel: number, bytes: Buffer): void | Promise<void> {
    link.toServer(bytes);
    if (link.instance.state !== "silent") return;
    link.toServer(flowFrame(channel));
    return new Promise((resolve) => {
      flows.push({ channel, done: resolve });
      setTimeout(resolve, 2000).unref();
    });
  }

  async function settle(frame: Frame, tag: number, multiple: boolean, how: "ack" | "nack" | "reject"): Promise<void> {
    const { open, sources } = channelOf(frame.channel);
    const tags = multiple ? [...open.keys()].filter((each) => tag === 0 || each <= tag) : [tag];
    const handed = tags.flatMap((each) => open.get(each) ?? []);
    const keeps = (each: number) => how === "ack" && carrier.beginning.comeAgain.has(open.get(each)?.event ?? -1);
    const from = new Set(how === "reject" && handed.length > 0 ? tags.map((each) => sources.tags.get(each) ?? "") : []);
    let again = false;
    for (const queue of from) again ||= await reading.comesBack(queue);
    await carrier.settling(link, handed, again ? "nack" : how, () => {
      const kept = tags.filter(keeps);
      const others = tags.filter((each) => !keeps(each));
      for (const each of kept) reading.keep(open.get(each)!.event, () => say(requeueFrame(frame.channel, each)), link);
      if (how === "reject" && !again) for (const { event } of handed) reading.rejected.add(event);
      for (const each of tags) {
        open.delete(each);
        sources.tags.delete(each);
      }
      // One acknowledgement for many would take the kept ones with it.
      if (kept.length > 0 || (multiple && reading.isKept(link)))
        return others.length === 0
          ? undefined
          : done(frame.channel, Buffer.concat(others.map((each) => settlementFrames[how](frame.channel, each))));
      return done(frame.channel, frame.bytes);
    });
  }

  async function answer(frame: Frame): Promise<void> {
    const channel = channelOf(frame.channel);
    if (frame.kind === "header" || frame.kind === "body")
      return content(channel, "received", frame, (method, frames, body) => deliver(channel, method, frames, body));
    const method = frame.kind === "method" ? methodOf(frame) : undefined;
    if (method?.is === "channel.flow-ok") {
      const at = flows.findIndex((flow) => flow.channel === frame.channel);
      if (at !== -1) return flows.splice(at, 1)[0]!.done();
    } else if (method?.is === "basic.deliver" || method?.is === "basic.get-ok") {
      channel.partial.received = { method, frames: [frame], size: -1, body: [] };
      return;
    } else if (method?.is === "basic.consume-ok") {
      channel.consumers.add(method.tag);
      channel.sources.consumers.set(method.tag, channel.sources.asked.shift() ?? nowhere);
      link.toClient(frame.bytes);
      return carrier.ready(link);
    } else if (method?.is === "close") {
      reading.refused(method.code, method.text);
    }
    link.toClient(frame.bytes);
  }

  function deliver(channel: Channel, method: Method, frames: readonly Frame[], body: Buffer): void {
    if (method.is !== "basic.deliver" && method.is !== "basic.get-ok") return;
    const { tag, redelivered } = method;
    const number = frames[0]!.channel;
    const put = carrier.ledger.expects({ body, redelivered });
    const elsewhere = method.is === "basic.deliver" && put?.to !== undefined && reading.isReady(put.to) && put.to !== link.instance.name;
    // The server gives it to another consumer of the queue.
    if (lingering !== undefined || elsewhere) return say(requeueFrame(number, tag));
    // Its process is gone: the server requeues it as soon as it knows.
    if (!link.instance.links.has(link)) return;
    const again = put !== undefined && (put.count > 0 || put.kind === "redelivery");
    const { queue, noAck } =
      method.is === "basic.deliver" ? (channel.sources.consumers.get(method.consumer) ?? nowhere) : channel.sources.got;
    const handed = carrier.hand(link.instance, { body, redelivered: redelivered && again, forgotten: noAck });
    if (noAck) link.toServer(ackFrame(number, tag));
    else {
      channel.open.set(tag, handed);
      channel.sources.tags.set(tag, queue);
    }
    const first = redelivered && put !== undefined && !again ? firstFrame(frames[0]!) : frames[0]!.bytes;
    link.toClient(Buffer.concat([first, ...frames.slice(1).map(({ bytes }) => bytes)]));
  }

  return {
    async fromClient(chunk) {
      for (const frame of client(chunk)) await hear(frame);
    },
    async fromServer(chunk) {
      for (const frame of server(chunk)) await answer(frame);
    },
    clientEnded(socket) {
      for (const { done: resolve } of flows.splice(0)) resolve();
      if (!reading.isKept(link)) return false;
      lingering = socket;
      for (const [number, { consumers, open }] of channels) {
        for (const consumer of consumers) socket.write(cancelFrame(number, consumer));
        for (const tag of open.keys()) socket.write(requeueFrame(number, tag));
      }
      return true;
    },
  };
}
