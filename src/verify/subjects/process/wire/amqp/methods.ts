import { type Frame, methodFrame } from "./frames.ts";
import { startOk } from "./login.ts";

/** What the methods that matter here say; every other one is `undefined`. Numbers: class and method of the specification. */
export type Method =
  | { readonly is: "connection.start-ok" }
  | { readonly is: "connection.open"; readonly vhost: string }
  | { readonly is: "close"; readonly code: number; readonly text: string }
  | { readonly is: "channel.open" | "channel.close-ok" | "channel.flow-ok" | "tx.select" }
  | { readonly is: "queue.declare"; readonly queue: string; readonly passive: boolean }
  | { readonly is: "basic.qos"; readonly count: number }
  | { readonly is: "basic.consume"; readonly queue: string; readonly tag: string; readonly noAck: boolean; readonly noWait: boolean }
  | { readonly is: "basic.consume-ok"; readonly tag: string }
  | { readonly is: "basic.cancel"; readonly tag: string }
  | { readonly is: "basic.get"; readonly queue: string; readonly noAck: boolean }
  | { readonly is: "basic.publish"; readonly exchange: string; readonly key: string }
  | { readonly is: "basic.deliver"; readonly tag: number; readonly redelivered: boolean; readonly consumer: string }
  | { readonly is: "basic.get-ok"; readonly tag: number; readonly redelivered: boolean }
  | { readonly is: "basic.ack"; readonly tag: number; readonly multiple: boolean }
  | { readonly is: "basic.nack"; readonly tag: number; readonly multiple: boolean; readonly requeue: boolean }
  | { readonly is: "basic.recover" };

export function methodOf({ payload }: Frame): Method | undefined {
  const number = payload.readUInt16BE(0) * 1000 + payload.readUInt16BE(2);
  const read = reader(payload, 4);
  switch (number) {
    case startOk:
      return { is: "connection.start-ok" };
    case 10_040:
      return { is: "connection.open", vhost: read.text() };
    case 10_050:
    case 20_040:
      return { is: "close", code: read.u16(), text: read.text() };
    case 20_010:
      return { is: "channel.open" };
    case 20_041:
      return { is: "channel.close-ok" };
    case 20_021:
      return { is: "channel.flow-ok" };
    case 90_010:
      return { is: "tx.select" };
    case 50_010:
      return { is: "queue.declare", queue: (read.u16(), read.text()), passive: (read.u8() & 1) === 1 };
    case 60_010:
      return { is: "basic.qos", count: (read.u32(), read.u16()) };
    case 60_020: {
      const [queue, tag, bits] = [(read.u16(), read.text()), read.text(), read.u8()];
      return { is: "basic.consume", queue, tag, noAck: (bits & 2) !== 0, noWait: (bits & 8) !== 0 };
    }
    case 60_021:
      return { is: "basic.consume-ok", tag: read.text() };
    case 60_030:
      return { is: "basic.cancel", tag: read.text() };
    case 60_070:
      return { is: "basic.get", queue: (read.u16(), read.text()), noAck: (read.u8() & 1) === 1 };
    case 60_040:
      return { is: "basic.publish", exchange: (read.u16(), read.text()), key: read.text() };
    case 60_060: {
      const consumer = read.text();
      return { is: "basic.deliver", consumer, tag: read.u64(), redelivered: (read.u8() & 1) === 1 };
    }
    case 60_071:
      return { is: "basic.get-ok", tag: read.u64(), redelivered: (read.u8() & 1) === 1 };
    case 60_080:
      return { is: "basic.ack", tag: read.u64(), multiple: (read.u8() & 1) === 1 };
    case 60_090:
      return { is: "basic.nack", tag: read.u64(), multiple: false, requeue: (read.u8() & 1) === 1 };
    case 60_120: {
      const [tag, bits] = [read.u64(), read.u8()];
      return { is: "basic.nack", tag, multiple: (bits & 1) === 1, requeue: (bits & 2) !== 0 };
    }
    case 60_100:
    case 60_110:
      return { is: "basic.recover" };
    default:
      return undefined;
  }
}

function reader(bytes: Buffer, from: number) {
  let at = from;
  const moved = <T>(size: number, value: T): T => ((at += size), value);
  return {
    u8: () => moved(1, bytes.readUInt8(at)),
    u16: () => moved(2, bytes.readUInt16BE(at)),
    u32: () => moved(4, bytes.readUInt32BE(at)),
    u64: () => moved(8, Number(bytes.readBigUInt64BE(at))),
    text: () => {
      const length = bytes.readUInt8(at);
      return moved(1 + length, bytes.subarray(at + 1, at + 1 + length).toString("utf8"));
    },
  };
}

/** Bytes of the body that a content header announces. */
export function bodySizeOf({ payload }: Frame): number {
  return Number(payload.readBigUInt64BE(4));
}

const shortText = (text: string): Buffer => {
  const bytes = Buffer.from(text, "utf8");
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
};

function tagArgs(tag: number, bits: number): Buffer {
  const args = Buffer.alloc(9);
  args.writeBigUInt64BE(BigInt(tag));
  args[8] = bits;
  return args;
}

export const openFrame = (vhost: string): Buffer => methodFrame(0, 10, 40, Buffer.concat([shortText(vhost), Buffer.from([0, 0])]));
export const ackFrame = (channel: number, tag: number): Buffer => methodFrame(channel, 60, 80, tagArgs(tag, 0));
export const rejectFrame = (channel: number, tag: number): Buffer => methodFrame(channel, 60, 120, tagArgs(tag, 0));
export const requeueFrame = (channel: number, tag: number): Buffer => methodFrame(channel, 60, 120, tagArgs(tag, 2));
/** Without an answer. */
export const cancelFrame = (channel: number, consumer: string): Buffer =>
  methodFrame(channel, 60, 30, Buffer.concat([shortText(consumer), Buffer.from([1])]));
/** Changes nothing and is answered when everything before it is done. */
export const flowFrame = (channel: number): Buffer => methodFrame(channel, 20, 20, Buffer.from([1]));

/** Whoever gets messages without acknowledging them, as if it did acknowledge. `get` and `consume` say so by the same bit of their last flags. */
export function acknowledgingFrame({ bytes }: Frame, method: Method): Buffer {
  const flags = 11 + 2;
  const queue = flags + 1 + bytes.readUInt8(flags);
  const [at, bit] = method.is === "basic.get" ? [queue, 1] : [queue + 1 + bytes.readUInt8(queue), 2];
  const acknowledging = Buffer.from(bytes);
  acknowledging[at] = acknowledging[at]! & ~bit;
  return acknowledging;
}

/** A delivery as if it came for the first time: no consumer has seen it. */
export function firstFrame({ bytes }: Frame): Buffer {
  const first = Buffer.from(bytes);
  const flags = 11 + 1 + first.readUInt8(11) + 8;
  first[flags] = first[flags]! & ~1;
  return first;
}

/** The same with another count, its size and its scope kept. */
export function qosFrame({ channel, payload }: Frame, count: number): Buffer {
  const args = Buffer.from(payload.subarray(4));
  args.writeUInt16BE(Math.min(65_535, count), 4);
  return methodFrame(channel, 60, 10, args);
}
