import { EventEmitter } from "node:events";
import type { Pg, PgClient, Result } from "../../../effects/pg/library.ts";
import { type Greeted, greet, messageOf, targetOf } from "./connect.ts";
import { type Frame, frame, frameReader, readText } from "./frames.ts";

type Parsed = string | number | boolean | null | object;

interface Config {
  readonly text: string;
  readonly rowMode?: "array";
  readonly types?: { getTypeParser(oid: number): (text: string) => Parsed };
}

/** As much of a client as the scratch database needs: one simple query after the other, everything as text. */
class SmallClient extends EventEmitter {
  readonly url: string;
  #greeted: Greeted | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ connectionString }: { connectionString: string }) {
    super();
    this.url = connectionString;
  }

  async connect(): Promise<void> {
    this.#greeted = await greet(targetOf(this.url), { application_name: "godmode-event" });
    this.#greeted.socket.on("error", () => {});
  }

  query(config: string | Config): Promise<Result> {
    const next = this.#queue.then(() => this.#ask(typeof config === "string" ? { text: config } : config));
    this.#queue = next.catch(() => {});
    return next;
  }

  async end(): Promise<void> {
    await this.#queue;
    this.#greeted?.socket.end(frame("X"));
  }

  #ask({ text, rowMode, types }: Config): Promise<Result> {
    const socket = this.#greeted?.socket;
    if (socket === undefined || socket.destroyed) return Promise.reject(new Error("the connection to PostgreSQL was lost"));
    return new Promise((resolve, reject) => {
      const reader = frameReader();
      let columns: { readonly name: string; readonly parse: (text: string) => Parsed }[] = [];
      let rows: unknown[] = [];
      let failure: Error | undefined;
      const take = ({ type, body }: Frame): void => {
        if (type === "T") {
          columns = columnsOf(body).map(({ name, oid }) => ({ name, parse: types?.getTypeParser(oid) ?? parserOf(oid) }));
          rows = [];
        } else if (type === "D") {
          const values = valuesOf(body).map((value, index) => (value === null ? null : columns[index]!.parse(value)));
          rows.push(rowMode === "array" ? values : Object.fromEntries(values.map((value, index) => [columns[index]!.name, value])));
        } else if (type === "E") failure ??= new Error(messageOf(body));
        else if (type === "Z") {
          settle();
          if (failure) reject(failure);
          else resolve({ rows });
        }
      };
      const lost = (): void => {
        settle();
        reject(new Error("the connection to PostgreSQL was lost"));
      };
      const data = (chunk: Buffer): void => reader.push(chunk, () => true, take);
      const settle = (): void => void socket.off("data", data).off("close", lost);
      socket.on("data", data).on("close", lost);
      socket.write(frame("Q", text));
    });
  }
}

/** In the shape of the library that the scratch database is written for. */
export const smallPg = { Client: SmallClient } as unknown as Pg;
export const own = {
  connect: (client: PgClient): Promise<unknown> => (client as unknown as SmallClient).connect(),
  query: (client: PgClient) => (config: unknown) => (client as unknown as SmallClient).query(config as Config),
};

function columnsOf(body: Buffer): { name: string; oid: number }[] {
  let at = 2;
  return Array.from({ length: body.readInt16BE(0) }, () => {
    const [name, next] = readText(body, at);
    at = next + 18;
    return { name, oid: body.readInt32BE(next + 6) };
  });
}

function valuesOf(body: Buffer): (string | null)[] {
  let at = 2;
  return Array.from({ length: body.readInt16BE(0) }, () => {
    const length = body.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    at += length;
    return body.toString("utf8", at - length, at);
  });
}

/** bool, int2, int4, int8, json, jsonb by their object ids. */
function parserOf(oid: number): (text: string) => Parsed {
  if (oid === 16) return (value) => value === "t";
  if ([20, 21, 23].includes(oid)) return Number;
  if (oid === 114 || oid === 3802) return (value) => JSON.parse(value) as Parsed;
  return (value) => value;
}
