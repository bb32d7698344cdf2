import { createConnection, createServer, type Socket } from "node:net";

/** What a frame is, as far as it matters: https://www.rabbitmq.com/amqp-0-9-1-reference */
export type Frame = "publish" | "deliver" | "ack" | "reject" | "confirm" | "other";

const names: Readonly<Record<number, Frame>> = { 40: "publish", 60: "deliver", 80: "ack", 90: "reject" };
const basicClass = 60;

export interface AmqpProxy {
  readonly port: number;
  /** Ends all connections at once, as a pulled cable does. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * Stands between a client and a server of AMQP and passes frames on one by one. `watch` hears of each before it is passed on, and
 * may have the connection cut before or after it.
 */
export async function amqpProxy(
  serverPort: number,
  watch: (frame: Frame, from: "client" | "server") => "pass" | "cut-before" | "cut-after" = () => "pass",
): Promise<AmqpProxy> {
  const sockets = new Set<Socket>();
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    const upstream = createConnection(serverPort, "127.0.0.1");
    for (const [from, to, side] of [
      [client, upstream, "client"],
      [upstream, client, "server"],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on("error", () => undefined);
      from.on(
        "data",
        framesOf(side, (bytes, frame) => {
          const fate = watch(frame, side);
          if (fate !== "cut-before") to.write(bytes);
          if (fate === "pass") return true;
          // What was passed on shall arrive before the end does.
          setTimeout(cut, fate === "cut-after" ? 20 : 0);
          return false;
        }),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    cut,
    close: () => new Promise((resolve) => (cut(), server.close(() => resolve()))),
  };
}

/** Cuts a stream into frames. After `take` said no nothing is passed on any more. */
function framesOf(side: "client" | "server", take: (bytes: Buffer, frame: Frame) => boolean): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let [greeted, open] = [side === "server", true];
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (open) {
      // A client begins with the name of the protocol.
      const size = greeted ? (rest.length < 7 ? Infinity : rest.readUInt32BE(3) + 8) : 8;
      if (rest.length < size) return;
      open = take(rest.subarray(0, size), greeted ? frameOf(rest, side) : "other");
      greeted = true;
      rest = rest.subarray(size);
    }
  };
}

function frameOf(bytes: Buffer, side: "client" | "server"): Frame {
  if (bytes[0] !== 1 || bytes.readUInt16BE(7) !== basicClass) return "other";
  const frame = names[bytes.readUInt16BE(9)] ?? "other";
  return frame === "ack" && side === "server" ? "confirm" : frame;
}
