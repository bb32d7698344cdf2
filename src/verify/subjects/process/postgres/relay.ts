import { connect, type Socket } from "node:net";
import { labelOf } from "../../../effects/sql-label.ts";
import { listen } from "../listen.ts";
import type { Ledger, Visit } from "../points.ts";
import { greet, type Target } from "./connect.ts";
import { type Frame, frame, frameReader, readText, requests } from "./frames.ts";

/** PostgreSQL as the process sees it: our scratch database, with a gate before each statement. */
export interface Relay {
  /** Port of an instance's own address; the same over restarts. */
  port(instance: string): Promise<number>;
  /** Sessions at the server that this instance had opened. */
  sessions(instance: string): number[];
  /** A statement of this instance is with the server. */
  isAsked(instance: string): boolean;
  end(): Promise<void>;
}

/** One connection of the process. */
interface Open {
  readonly instance: string;
  session: number;
  server: Socket | undefined;
  answers: Answers | undefined;
}

const refused = { error: "57P01" };

export function createRelay(target: Target, points: Ledger, sink: string): Relay {
  const ports = new Map<string, Promise<number>>();
  const servers: { close(): void }[] = [];
  const open = new Map<Socket, Open>();
  const all = new Map<string, number[]>();

  async function serve(instance: string, client: Socket): Promise<void> {
    const state: Open = { instance, session: 0, server: undefined, answers: undefined };
    open.set(client, state);
    client.setNoDelay(true);
    const statements = new Map<string, string>();
    const portals = new Map<string, string>();
    const answers = createAnswers(client);
    state.answers = answers;
    let started = false;
    let begun = false;
    let chain: Promise<void> = Promise.resolve();
    const reader = frameReader();

    const close = (): void => {
      open.delete(client);
      client.destroy();
      state.server?.destroy();
    };
    client.on("error", close).on("close", close);

    async function begin({ body }: Frame): Promise<void> {
      const code = body.readInt32BE(0);
      if (code === requests.ssl || code === requests.gss) return void client.write("N");
      if (code === requests.cancel) return cancel(target, body);
      started = true;
      const {
        socket: server,
        greeting,
        session,
      } = await greet(target, parametersOf(body)).catch((error: Error) => {
        client.end(frame("E", Buffer.from(`SFATAL\0C${refused.error}\0M`), error.message, Buffer.from([0])));
        throw error;
      });
      state.server = server;
      state.session = session;
      all.set(instance, [...(all.get(instance) ?? []), session]);
      server.setNoDelay(true);
      server.on("data", (chunk: Buffer) => answers.push(chunk));
      server.on("error", close).on("close", close);
      client.write(greeting);
    }

    async function statement(sql: string, bytes: Buffer, extended: boolean): Promise<void> {
      const server = state.server!;
      const { what, write: changes } = labelOf(sql);
      // A transaction in which nothing was asked changes nothing.
      const write = changes && !(begun && what === "COMMIT");
      begun = what === "BEGIN";
      const visit = await points.reach(instance, { sink, what, write, strikes: strikesOf(what, write) });
      if (visit.turn === "dead") return;
      if (visit.turn !== "go") return close();
      if (!points.strikesAfter(visit)) {
        answers.asked();
        return void server.write(bytes);
      }
      const done = answers.hold(extended);
      server.write(extended ? Buffer.concat([bytes, frame("H")]) : bytes);
      await done;
      await struck(visit);
    }

    async function struck(visit: Visit): Promise<void> {
      if ((await points.strike(visit)) !== "dead") close();
    }

    async function take(message: Frame): Promise<void> {
      if (client.destroyed) return;
      if (!started) return begin(message);
      const { type, body, bytes } = message;
      if (type === "Q") return statement(readText(body)[0], bytes, false);
      if (type === "P") {
        const [name, next] = readText(body);
        statements.set(name, readText(body, next)[0]);
      } else if (type === "B") {
        const [portal, next] = readText(body);
        portals.set(portal, readText(body, next)[0]);
      } else if (type === "E") {
        const sql = statements.get(portals.get(readText(body)[0]) ?? "") ?? "";
        return statement(sql, bytes, true);
      }
      state.server?.write(bytes);
    }

    client.on("data", (chunk: Buffer) => {
      try {
        // Whether a message has a type is known only when the ones before it have been taken.
        reader.push(
          chunk,
          () => started,
          (message) => {
            if (!started && message.body.length >= 4 && message.body.readInt32BE(0) === requests.startup) {
              started = true;
              chain = chain.then(() => begin(message)).catch(close);
            } else chain = chain.then(() => take(message)).catch(close);
          },
        );
      } catch {
        close();
      }
    });
  }

  return {
    port(instance) {
      if (!ports.has(instance))
        ports.set(
          instance,
          listen((socket) => void serve(instance, socket)).then(({ server, port }) => {
            servers.push(server);
            return port;
          }),
        );
      return ports.get(instance)!;
    },
    isAsked: (instance) => [...open.values()].some((each) => each.instance === instance && each.answers?.isOpen() === true),
    sessions: (instance) => all.get(instance) ?? [],
    async end() {
      for (const [client, { server }] of open) {
        client.destroy();
        server?.destroy();
      }
      for (const server of servers) server.close();
    },
  };
}

/** What a crash at a statement leaves behind shows at the next one too; only an answer that is lost is a case of its own. */
function strikesOf(what: string, write: boolean): string[] {
  if (what === "BEGIN" || what === "SET" || what === "SHOW") return [];
  return write ? ["crash before", "error before", "error after"] : ["error before"];
}

function parametersOf(body: Buffer): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (let at = 4; at < body.length - 1;) {
    const [name, next] = readText(body, at);
    const [value, after] = readText(body, next);
    parameters[name] = value;
    at = after;
  }
  return parameters;
}

interface Answers {
  push(chunk: Buffer): void;
  isOpen(): boolean;
  /** A statement went to the server. */
  asked(): void;
  /** From now on answers stay here. Resolves when this statement, and all before it, have been carried out. */
  hold(extended: boolean): Promise<void>;
}

/** The server's answers on their way back to the client. */
function createAnswers(client: Socket): Answers {
  let release: (() => void) | undefined;
  let untilReady = false;
  let open = 0;
  const reader = frameReader();
  const note = ({ type }: Frame): void => {
    if (type === "Z") open = 0;
    else if (["C", "E", "I", "s"].includes(type)) open = Math.max(0, open - 1);
    else return;
    if (release !== undefined && (untilReady ? type === "Z" : open === 0)) release();
  };
  return {
    push(chunk) {
      if (release === undefined) client.write(chunk);
      reader.push(chunk, () => true, note);
    },
    isOpen: () => open > 0,
    asked: () => void open++,
    hold(extended) {
      open++;
      untilReady = !extended;
      return new Promise((resolve) => (release = resolve));
    },
  };
}

function cancel({ host, port }: Target, body: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => socket.end(frame("", body)));
    socket.on("close", () => resolve()).on("error", () => resolve());
  });
}
