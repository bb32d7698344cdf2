import { connect, type Socket } from "node:net";
import { type Frame, frame, frameReader, readText, requests, text } from "./frames.ts";
import { createHash } from "node:crypto";
import { scram } from "./scram.ts";

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** A session that is ready for its first query. */
export interface Greeted {
  readonly socket: Socket;
  /** What the server said after it let us in, up to and with ReadyForQuery: for whom we stand in. */
  readonly greeting: Buffer;
  /** Process id of the session at the server. */
  readonly session: number;
}

const patienceMs = 10_000;

export function targetOf(url: string): Target {
  const { hostname, port, username, password, pathname } = new URL(url);
  const [user = "", secret = "", database = ""] = [username, password, pathname.slice(1)].map(decodeURIComponent);
  return {
    host: hostname === "" ? "127.0.0.1" : hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? 5432 : Number(port),
    user,
    password: secret,
    database: database === "" ? user : database,
  };
}

/** Opens a session as the user of the target, with other start parameters of its client. Rejects with what the server says. */
export function greet(target: Target, parameters: Readonly<Record<string, string>> = {}): Promise<Greeted> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: target.host, port: target.port });
    const timer = setTimeout(() => fail(new Error(`PostgreSQL at ${target.host}:${target.port} did not answer`)), patienceMs);
    const reader = frameReader();
    const greeting: Buffer[] = [];
    let session = 0;
    let proof: ReturnType<typeof scram> | undefined;
    const fail = (error: Error): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const take = ({ type, bytes, body }: Frame): void => {
      if (type === "R") {
        const kind = body.readInt32BE(0);
        if (kind === 0) greeting.push(bytes);
        else if (kind === 3) socket.write(frame("p", target.password));
        else if (kind === 5) socket.write(frame("p", md5(target, body.subarray(4, 8))));
        else if (kind === 10) {
          proof = scram(target.password);
          const first = Buffer.from(proof.first);
          const length = Buffer.alloc(4);
          length.writeInt32BE(first.length);
          socket.write(frame("p", "SCRAM-SHA-256", length, first));
        } else if (kind === 11 && proof) socket.write(frame("p", Buffer.from(proof.last(body.toString("utf8", 4)))));
        else if (kind !== 12) fail(new Error(`PostgreSQL asks for a way to log in that is not known here (${kind})`));
        return;
      }
      if (type === "E") return fail(new Error(messageOf(body)));
      if (type === "K") session = body.readInt32BE(0);
      greeting.push(bytes);
      if (type !== "Z") return;
      clearTimeout(timer);
      socket.removeAllListeners("data").removeAllListeners("error").removeAllListeners("close");
      resolve({ socket, greeting: Buffer.concat(greeting), session });
    };
    socket.setNoDelay(true);
    socket.on("error", fail);
    socket.on("close", () => fail(new Error(`PostgreSQL at ${target.host}:${target.port} closed the connection`)));
    socket.on("data", (chunk: Buffer) => {
      try {
        reader.push(chunk, () => true, take);
      } catch (error) {
        fail(error as Error);
      }
    });
    socket.on("connect", () => socket.write(startup({ ...parameters, user: target.user, database: target.database })));
  });
}

function startup(parameters: Readonly<Record<string, string>>): Buffer {
  const version = Buffer.alloc(4);
  version.writeInt32BE(requests.startup);
  return frame("", version, ...Object.entries(parameters).flatMap(([name, value]) => [text(name), text(value)]), Buffer.from([0]));
}

function md5({ user, password }: Target, salt: Buffer): string {
  const inner = createHash("md5").update(password).update(user).digest("hex");
  return `md5${createHash("md5").update(inner).update(salt).digest("hex")}`;
}

/** The sentence of an ErrorResponse. */
export function messageOf(body: Buffer): string {
  for (let at = 0; at < body.length && body[at] !== 0;) {
    const [value, next] = readText(body, at + 1);
    if (body[at] === 77) return value;
    at = next;
  }
  return "an error without a message";
}
