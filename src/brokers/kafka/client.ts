import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ICustomPartitioner, Kafka, Producer, SASLOptions } from "kafkajs";
import type { Opening } from "../broker.ts";
import { ToolError } from "../../tool.ts";
import { lz4, snappy, zstd } from "./compression.ts";
import { toolError } from "./errors.ts";
import { requestQueues } from "./internals.ts";

/** A client of one connection, and everything that it has open. */
export interface Client {
  readonly kafka: Kafka;
  readonly connection: string;
  /** Of a process that died: every socket ends at once, and none is opened any more. */
  readonly kill: () => void;
  readonly isDead: () => boolean;
}

const connectMs = 5000;
export const retries = { initialRetryTime: 100, maxRetryTime: 2000, retries: 4 };

export async function clientOf({ address = {}, connection }: Opening): Promise<Client> {
  const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = (await import("kafkajs")).default;
  Object.assign(CompressionCodecs, { [CompressionTypes.Snappy]: () => snappy, [CompressionTypes.LZ4]: () => lz4 });
  if (zstd) Object.assign(CompressionCodecs, { [CompressionTypes.ZSTD]: () => zstd });
  const brokers = brokersOf(address.url, connection);
  const sockets = new Set<Socket>();
  let dead = false;
  const kafka = new Kafka({
    clientId: "godmode-event",
    brokers,
    connectionTimeout: connectMs,
    authenticationTimeout: connectMs,
    requestTimeout: 30_000,
    retry: retries,
    logLevel: logLevel.NOTHING,
    logCreator: () => () => undefined,
    ...(address.tls && { ssl: { ...address.tls, ...(address.tls.ca !== undefined && { ca: [address.tls.ca] }) } }),
    ...(address.user !== undefined && { sasl: saslOf(address as { user: string }) }),
    socketFactory({ host, port, ssl, onConnect }) {
      if (dead) throw Object.assign(new Error("This process is dead."), { retriable: false });
      const socket = ssl
        ? connectTls({ host, port, ...(/^[\d.:]+$/.test(host) ? {} : { servername: host }), ...ssl }, onConnect)
        : connectTcp({ host, port }, onConnect);
      socket.setKeepAlive(true, 60_000);
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      return socket;
    },
  });
  await withoutNegativeTimeouts(kafka);
  return {
    kafka,
    connection,
    kill() {
      dead = true;
      // kafkajs hears of a socket's end and of its error, not of its close.
      for (const socket of sockets) socket.destroy(new Error("This process is dead."));
    },
    isDead: () => dead,
  };
}

function brokersOf(url: string | undefined, connection: string): string[] {
  const brokers = (url ?? "")
    .split(",")
    .map((each) => each.trim().replace(/^\w+(\+\w+)?:\/\//, ""))
    .filter((each) => each !== "");
  const wrong = brokers.find((each) => !/^[\w.-]+:\d{1,5}$/.test(each));
  if (brokers.length > 0 && wrong === undefined) return brokers;
  throw new ToolError(
    "INVALID_INPUT",
    `The url of connection ${connection} must be host:port,host:port…`,
    brokers.length === 0 ? "It is empty." : "One part of it is no host:port.",
    "Correct url in .godmode/event.json, or the variable that it takes.",
  );
}

function saslOf({ user, password = "", mechanism = "plain" }: { user: string; password?: string; mechanism?: string }): SASLOptions {
  return { mechanism, username: user, password } as SASLOptions;
}

/** A producer that waits for all replicas and survives a change of leaders. */
export async function producerOf({ kafka, connection }: Client): Promise<Producer> {
  const { Partitioners } = (await import("kafkajs")).default;
  const producer = kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: sticky(Partitioners.DefaultPartitioner),
    retry: { ...retries, retries: 10 },
  });
  try {
    await producer.connect();
  } catch (error) {
    throw toolError(error, connection, "Connecting");
  }
  return producer;
}

/** How many records without key go to one partition before the next one has its turn: they keep their order for that long. */
const stickiness = 100;

/** Partitions by key as Java's clients do; without key one after the other, each for a while (KIP-480). */
function sticky(byKey: ICustomPartitioner): ICustomPartitioner {
  return () => {
    const chosen = byKey();
    let sent = 0;
    return (args) => {
      if (args.message.partition !== undefined || (args.message.key !== null && args.message.key !== undefined)) return chosen(args);
      const partitions = args.partitionMetadata.map(({ partitionId }) => partitionId).sort((a, b) => a - b);
      return partitions[Math.floor(sent++ / stickiness) % partitions.length]!;
    };
  };
}

let patched = false;

/**
 * kafkajs asks for a timer in the past at each request, of which Node 24 warns on stderr and makes 1 ms.
 * https://github.com/tulios/kafkajs/blob/v2.2.4/src/network/requestQueue/index.js
 */
async function withoutNegativeTimeouts(kafka: Kafka): Promise<void> {
  if (patched) return;
  patched = true;
  const queues = await requestQueues(kafka);
  const check = queues.scheduleCheckPendingRequests;
  queues.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) check.call(this);
  };
}
