import { claimScratch } from "../../../effects/pg/scratch.ts";
import type { Table } from "../../../observation.ts";
import type { Ledger } from "../points.ts";
import { own, smallPg } from "./client.ts";
import { targetOf } from "./connect.ts";
import { createRelay, type Relay } from "./relay.ts";

/** The scratch database of a run. */
export interface Database {
  readonly sink: string;
  /** Empty tables, as after the set-up. */
  reset(): Promise<void>;
  relay(points: Ledger): Relay;
  /** Ends sessions that dead processes left behind: they may still hold locks. */
  drop(sessions: readonly number[]): Promise<void>;
  /** A session waits for a lock. */
  isBlocked(): Promise<boolean>;
  tables(): Promise<Table[]>;
  /** Leaves the database as empty as it was found. */
  release(): Promise<void>;
  /** What the process is told: variables by custom, and words. */
  address(port: number): { readonly env: Readonly<Record<string, string>>; readonly words: Readonly<Record<string, string>> };
}

/** Rejects with a sentence where the database is not to be used. */
export async function openDatabase(
  { name, url }: { readonly name: string; readonly url: string },
  setup: readonly string[],
): Promise<Database> {
  const scratch = await claimScratch(smallPg, { name, url, setup }, own);
  const target = targetOf(url);
  const sink = `postgres:${name}`;
  return {
    sink,
    reset: () => scratch.reset(),
    relay: (points) => createRelay(target, points, sink),
    drop: (sessions) => scratch.end(sessions),
    isBlocked: () => scratch.isBlocked(),
    tables: () => scratch.tables(sink),
    release: () => scratch.release(),
    address(port) {
      // The relay logs in: what the process is told opens nothing.
      const words = { host: "127.0.0.1", port: String(port), user: "consumer", password: "none", name: target.database };
      const own = `postgres://consumer:none@127.0.0.1:${port}/${target.database}`;
      return {
        env: {
          DATABASE_URL: own,
          PGHOST: words.host,
          PGPORT: words.port,
          PGUSER: words.user,
          PGPASSWORD: words.password,
          PGDATABASE: words.name,
          PGSSLMODE: "disable",
        },
        words: Object.fromEntries(Object.entries({ ...words, url: own }).map(([word, value]) => [`database.${word}`, value])),
      };
    },
  };
}
