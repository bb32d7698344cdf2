import { connect } from "node:net";
import { type Command, commandSplitter } from "./commands.ts";

/** Our own connection to a server: requests and nothing else. */
export interface NatsClient {
  /** Rejects after five seconds without an answer. */
  request(subject: string, payload?: Uint8Array | string, headers?: Readonly<Record<string, string>>): Promise<Buffer>;
  /** The same to JetStream: `$JS.API.` is put before it. Rejects with what the server says against it. */
  api<T>(subject: string, body?: object): Promise<T>;
  publish(subject: string, payload: Uint8Array | string): void;
  close(): void;
}

export interface NatsServer {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

export class JetStreamError extends Error {
  override readonly name = "JetStreamError";
  readonly code: number;
  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }
}

const patienceMs = 5000;

export async function natsClient({ host, port, user, password }: NatsServer): Promise<NatsClient> {
  const socket = connect({ host, port, noDelay: true });
  const split = commandSplitter();
  const waiting = new Map<string, { resolve: (payload: Buffer) => void; reject: (error: Error) => void }>();
  const inbox = `_INBOX.GM${port}${process.pid}${(next += 1)}`;
  let number = 0;
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const opened = new Promise<void>((resolve, reject) => {
    waiting.set("opened", { resolve: () => resolve(), reject });
  });
  const hear = ({ name, args, headers, payload = Buffer.alloc(0) }: Command) => {
    if (name === "PING") socket.write("PONG\r\n");
    else if (name === "PONG") settle("opened", payload);
    else if (name === "INFO") greet();
    else if (name === "-ERR") fail(new Error(args.join(" ").replaceAll("'", "")));
    else if (name === "HMSG" && String(headers).startsWith("NATS/1.0 503"))
      waiting.get(args[0]!)?.reject(new Error("No stream takes this subject."));
    else if (name === "MSG" || name === "HMSG") settle(args[0]!, payload);
  };
  const settle = (key: string, payload: Buffer) => {
    waiting.get(key)?.resolve(payload);
    waiting.delete(key);
  };
  let greeted = false;
  const greet = () => {
    if (greeted) return;
    greeted = true;
    const who = user === undefined ? {} : { user, pass: password ?? "" };
    const hello = { verbose: false, pedantic: false, lang: "node", version: "1", headers: true, no_responders: true, ...who };
    socket.write(`CONNECT ${JSON.stringify(hello)}\r\nSUB ${inbox}.* 1\r\nPING\r\n`);
  };
  socket.on("data", (chunk) => {
    for (const command of split(chunk)) hear(command);
  });
  socket.once("error", fail);
  socket.once("close", () => fail(new Error("The connection to NATS ended.")));
  await opened;

  async function request(
    subject: string,
    payload: Uint8Array | string = "",
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Buffer> {
    const reply = `${inbox}.${(number += 1)}`;
    const answer = new Promise<Buffer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`NATS does not answer on ${subject}.`)), patienceMs);
      const end =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          waiting.delete(reply);
          then(value);
        };
      waiting.set(reply, { resolve: end(resolve), reject: end(reject) });
    });
    socket.write(commandOf(subject, reply, payload, headers));
    return answer;
  }
  return {
    request,
    async api<T>(subject: string, body?: object) {
      const answer = await request(`$JS.API.${subject}`, body === undefined ? "" : JSON.stringify(body));
      const { error, ...rest } = JSON.parse(answer.toString("utf8")) as { error?: { code: number; description?: string } };
      if (error !== undefined) throw new JetStreamError(error.code, error.description ?? "JetStream refused.");
      return rest as T;
    },
    publish: (subject, payload) => void socket.write(commandOf(subject, "", payload, {})),
    close: () => void socket.end(),
  };
}

let next = 0;

export function commandOf(subject: string, reply: string, payload: Uint8Array | string, headers: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(payload);
  const names = Object.keys(headers);
  if (names.length === 0) return Buffer.concat([Buffer.from(`PUB ${subject} ${reply} ${body.length}\r\n`), body, Buffer.from("\r\n")]);
  const block = Buffer.from(`NATS/1.0\r\n${names.map((name) => `${name}: ${headers[name]}\r\n`).join("")}\r\n`);
  const sizes = `${block.length} ${block.length + body.length}`;
  return Buffer.concat([Buffer.from(`HPUB ${subject} ${reply} ${sizes}\r\n`), block, body, Buffer.from("\r\n")]);
}
