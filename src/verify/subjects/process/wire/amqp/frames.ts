import { ProtocolError } from "../protocol-error.ts";

/** One frame of AMQP 0-9-1 with all its bytes; `kind` protocol: the eight bytes that a client begins with. https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf §4.2 */
export interface Frame {
  readonly bytes: Buffer;
  readonly kind: "protocol" | "method" | "header" | "body" | "heartbeat";
  readonly channel: number;
  readonly payload: Buffer;
}

const kinds = new Map<number, Frame["kind"]>([
  [1, "method"],
  [2, "header"],
  [3, "body"],
  [8, "heartbeat"],
]);
const endOfFrame = 0xce;
/** frame_max is negotiated; RabbitMQ's own default is 128 kB. */
const longest = 64 * 1024 * 1024;

/** Cuts a stream into frames. `greets`: it begins with the protocol's name, as a client's does. */
export function frameSplitter(greets: boolean): (chunk: Uint8Array) => Frame[] {
  let rest: Buffer = Buffer.alloc(0);
  let greeting = greets;
  return (chunk) => {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    const frames: Frame[] = [];
    for (;;) {
      const frame: Frame | undefined = greeting ? greetingAt(rest) : frameAt(rest);
      if (frame === undefined) return frames;
      // A server that speaks another version answers with the name of its own.
      greeting = false;
      frames.push(frame);
      rest = rest.subarray(frame.bytes.length);
    }
  };
}

function greetingAt(bytes: Buffer): Frame | undefined {
  if (bytes.length < 8) return undefined;
  const greeting = bytes.subarray(0, 8);
  if (!greeting.equals(Buffer.from("AMQP\0\0\t\u0001"))) throw new ProtocolError("It does not speak AMQP 0-9-1 in plain text.");
  return { bytes: greeting, kind: "protocol", channel: 0, payload: greeting };
}

function frameAt(bytes: Buffer): Frame | undefined {
  if (bytes.length < 8) return undefined;
  const kind = kinds.get(bytes[0]!);
  const size = bytes.readUInt32BE(3);
  if (kind === undefined || size > longest) throw new ProtocolError("This is no frame of AMQP 0-9-1.");
  const length = size + 8;
  if (bytes.length < length) return undefined;
  if (bytes[length - 1] !== endOfFrame) throw new ProtocolError("A frame of AMQP 0-9-1 does not end where it should.");
  return { bytes: bytes.subarray(0, length), kind, channel: bytes.readUInt16BE(1), payload: bytes.subarray(7, length - 1) };
}

/** A method frame from its two numbers and its encoded arguments. */
export function methodFrame(channel: number, classId: number, methodId: number, args: Uint8Array): Buffer {
  const frame = Buffer.alloc(12 + args.length);
  frame[0] = 1;
  frame.writeUInt16BE(channel, 1);
  frame.writeUInt32BE(4 + args.length, 3);
  frame.writeUInt16BE(classId, 7);
  frame.writeUInt16BE(methodId, 9);
  frame.set(args, 11);
  frame[11 + args.length] = endOfFrame;
  return frame;
}
