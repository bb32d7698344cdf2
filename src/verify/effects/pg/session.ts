import type { Gate, Workshop } from "../gate.ts";
import { createSequence } from "../sequence.ts";
import { labelOf } from "../sql-label.ts";
import { searchPath, setClock, withVirtualClock } from "./clock.ts";
import { type Pg, type PgClient, type Result, whileBusy } from "./library.ts";

/** One connection of an instance: its queries, one after the other, each an effect. */
export interface Session {
  /** After the connection is there. */
  readonly ready: () => Promise<void>;
  readonly query: (config: unknown, values: unknown) => Promise<Result>;
  /** No transaction and no query: when it is cut, nothing is left to roll back. */
  readonly isIdle: () => boolean;
  /** A query object of its own kind (a cursor, a stream). */
  readonly submit: (submittable: object, callback: ((error: unknown) => void) | undefined) => object;
}

export interface Sessions {
  open(client: PgClient, query: PgClient["query"], DatabaseError: Pg["DatabaseError"]): Session;
  of(client: PgClient): Session | undefined;
  readonly died: (instance: string) => void;
  /** Server processes of sessions that were cut and may not have ended. */
  readonly takeLost: () => number[];
  /** Cuts all. */
  readonly begin: () => number[];
}

type Outside = <R>(body: () => R) => R;

export function createSessions(workshop: Workshop, sink: string, outside: Outside): Sessions {
  const known = new WeakMap<PgClient, Session>();
  const living = new Map<PgClient, string>();
  let lost: number[] = [];
  /** As the process's death does: without a word, so that the server rolls back. */
  const cut = (client: PgClient): void => {
    living.delete(client);
    if (client.processID !== null && known.get(client)?.isIdle() !== true) lost.push(client.processID);
    client._ending = true;
    client.connection.stream.destroy();
  };
  const takeLost = (): number[] => {
    const taken = lost;
    lost = [];
    return taken;
  };
  return {
    open(client, query, DatabaseError) {
      const gate = workshop.gate();
      if (gate === undefined) throw new Error("a session belongs to an instance");
      const session = createSession({ workshop, sink, outside, client, gate, query, DatabaseError });
      known.set(client, session);
      living.set(client, gate.instance);
      return session;
    },
    of: (client) => known.get(client),
    died(instance) {
      for (const [client, name] of living) if (name === instance) cut(client);
    },
    takeLost,
    begin() {
      for (const client of living.keys()) cut(client);
      return takeLost();
    },
  };
}

interface Parts {
  workshop: Workshop;
  sink: string;
  outside: Outside;
  client: PgClient;
  gate: Gate;
  query: PgClient["query"];
  DatabaseError: Pg["DatabaseError"];
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const raise = "DO $$ BEGIN RAISE EXCEPTION 'could not serialize access due to concurrent update' USING ERRCODE = '40001'; END $$";

function createSession({ workshop, sink, outside, client, gate: owner, query: original, DatabaseError }: Parts): Session {
  const sequence = createSequence();
  /** I: idle, T: in a transaction, E: in one that failed. */
  let status = "I";
  let clockMs: number | undefined;
  client.connection.on("readyForQuery", (message?: { status?: string }) => {
    // A rollback takes settings of its transaction back.
    if (message?.status === "I" && status !== "I") clockMs = undefined;
    status = message?.status ?? status;
  });
  const send = (config: unknown, values?: unknown) => whileBusy(client, () => outside(() => original.call(client, config, values)));
  const keepTime = async (): Promise<void> => {
    const nowMs = workshop.now();
    if (clockMs === nowMs || status === "E") return;
    clockMs = nowMs;
    await send(setClock(nowMs));
  };
  /**
   * The transient error of this moment. In a transaction the server really aborts it, as it does when it cannot serialize; else
   * the connection was reset, and nobody knows whether the statement was applied.
   */
  const failure = (what: string) => (): unknown => {
    if (status === "I") return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", errno: -104, syscall: "read" });
    sequence.run(() => send(what === "COMMIT" ? "ROLLBACK" : raise).then(nothing, nothing));
    const error = new DatabaseError("could not serialize access due to concurrent update", 0, "error");
    return Object.assign(error, { code: "40001", severity: "ERROR", routine: "ExecUpdate" });
  };
  const pass = <T>(text: string, apply: () => T | Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const gate = workshop.gate() ?? owner;
      const { what, write } = labelOf(text);
      sequence.run(async () => {
        try {
          const point = { sink, what, write, failure: failure(what) };
          resolve(
            await gate.pass<T>({
              ...point,
              async apply() {
                await keepTime();
                return apply();
              },
            }),
          );
        } catch (error) {
          reject(error);
        }
      });
    });
  return {
    isIdle: () => status === "I" && sequence.isIdle(),
    ready: async () => void (await send(searchPath)),
    query(config, values) {
      const text = typeof config === "string" ? config : (config as { text?: string } | null)?.text;
      if (typeof text !== "string") return original.call(client, config, values);
      if (/\bnotify\b|\bpg_notify\b|\bdblink/i.test(text)) workshop.unobserved("PostgreSQL: NOTIFY, or another server");
      const virtual = withVirtualClock(text);
      const prepared = typeof config === "string" ? virtual : { ...(config as object), text: virtual, callback: undefined };
      return pass(text, () => send(prepared, values));
    },
    submit(submittable, callback) {
      const text =
        (submittable as { text?: string; cursor?: { text?: string } }).text ?? (submittable as { cursor?: { text?: string } }).cursor?.text;
      pass(text ?? "SELECT", () => void outside(() => original.call(client, submittable))).catch((error: unknown) => callback?.(error));
      return submittable;
    },
  };
}

function nothing(): void {}
