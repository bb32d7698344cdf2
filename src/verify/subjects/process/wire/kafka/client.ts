import { connect, type Socket } from "node:net";
import { blob, i16, i32, reader, text } from "./bytes.ts";
import { framed, frameSplitter } from "./frames.ts";
import { api } from "./requests.ts";

/** Our own connection to one broker. */
export interface KafkaClient {
  /** The answer without its header. */
  ask(key: number, version: number, body: Buffer): Promise<Buffer>;
  close(): void;
}

export interface KafkaServer {
  readonly host: string;
  readonly port: number;
  /** SASL PLAIN. */
  readonly user?: string;
  readonly password?: string;
}

const patienceMs = 15_000;

export async function kafkaClient({ host, port, user, password }: KafkaServer): Promise<KafkaClient> {
  const socket: Socket = connect({ host, port, noDelay: true });
  const split = frameSplitter();
  const waiting = new Map<number, { resolve: (body: Buffer) => void; reject: (error: Error) => void }>();
  let number = 0;
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  socket.on("data", (chunk) => {
    for (const frame of split(chunk)) {
      const correlation = frame.readInt32BE(4);
      waiting.get(correlation)?.resolve(frame.subarray(8));
      waiting.delete(correlation);
    }
  });
  socket.on("error", fail);
  socket.once("close", () => fail(new Error("The connection to Kafka ended.")));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
  });
  const client: KafkaClient = {
    ask(key, version, body) {
      const correlation = (number += 1);
      const answer = new Promise<Buffer>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("Kafka does not answer.")), patienceMs);
        const end =
          <T>(then: (value: T) => void) =>
          (value: T) => (clearTimeout(timer), then(value));
        waiting.set(correlation, { resolve: end(resolve), reject: end(reject) });
      });
      socket.write(framed(Buffer.concat([i16(key), i16(version), i32(correlation), text("godmode-event"), body])));
      return answer;
    },
    close: () => void socket.destroy(),
  };
  if (user !== undefined) await authenticate(client, user, password ?? "");
  return client;
}

async function authenticate(client: KafkaClient, user: string, password: string): Promise<void> {
  const offered = reader(await client.ask(api.saslHandshake, 1, text("PLAIN")));
  if (offered.i16() !== 0) throw new Error("the server does not take SASL PLAIN");
  const said = reader(await client.ask(api.saslAuthenticate, 0, blob(Buffer.from(`\0${user}\0${password}`))));
  if (said.i16() !== 0) throw new Error("user or password is wrong");
}
