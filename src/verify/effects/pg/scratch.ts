import type { Table } from "../../observation.ts";
import type { Workshop } from "../gate.ts";
import { clockFunctions, ownSchema, searchPath, withVirtualClock } from "./clock.ts";
import type { Pg, PgClient } from "./library.ts";
import { describe, quoted, readTables, type Query } from "./tables.ts";

type Database = NonNullable<Workshop["database"]>;

/** The run's own database, over a connection of our own. Claimed when the consumer first connects. */
export interface Scratch {
  /** Settings of a connection to it. */
  readonly target: PgClient;
  /** Sessions of dead or former instances that the server has not ended yet: they hold locks. */
  readonly end: (sessions: readonly number[]) => Promise<void>;
  /** Empty tables, as after the set-up. */
  /** A session waits for a lock. */
  readonly isBlocked: () => Promise<boolean>;
  readonly reset: () => Promise<void>;
  readonly tables: (sink: string) => Promise<Table[]>;
  /** Leaves the database as empty as it was found. */
  readonly release: () => Promise<void>;
}

/** One run at a time works in a database. */
const lock = 7_306_372_193;
const lockAttempts = 20;

/** `connect` and `query` are the library's own. Rejects with a sentence where the database is not to be used. */
export async function claimScratch(
  { Client }: Pg,
  database: Database,
  own: { connect(client: PgClient): Promise<unknown>; query: (client: PgClient) => Query },
): Promise<Scratch> {
  const config = { connectionString: database.url, application_name: "godmode-event" };
  const control = new Client(config);
  // Without a listener a lost connection would end the thread; the next query tells.
  control.on("error", () => {});
  const query = own.query(control);
  await own.connect(control);
  try {
    await takeLock(query, database.name);
    await query("SET timezone TO 'UTC'");
    if (await isOurs(query)) await wipe(query);
    else if (!(await isEmpty(query)))
      throw new Error(`the database of connection ${database.name} is not empty and not ours: name an empty one`);
    await setUp(query, database.setup);
  } catch (error) {
    await control.end();
    throw error;
  }
  const seeded = await hasRows(query);
  return {
    target: new Client(config),
    async end(sessions) {
      if (sessions.length === 0) return;
      const list = sessions.join(", ");
      await query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid IN (${list})`);
      for (let round = 0; round < 200; round++) {
        const { rows } = await query(`SELECT 1 FROM pg_stat_activity WHERE pid IN (${list})`);
        if (rows.length === 0) return;
      }
    },
    isBlocked: async () => (await query(waiting)).rows.length > 0,
    async reset() {
      if (seeded) {
        await wipe(query);
        await setUp(query, database.setup);
        return;
      }
      const tables = (await describe(query)).map(({ schema, name }) => `${quoted(schema)}.${quoted(name)}`);
      await empty(query, tables);
      await query(restartSequences);
    },
    tables: (sink) => readTables(query, sink),
    async release() {
      await wipe(query);
      await control.end();
    },
  };
}

const waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' LIMIT 1";

const restartSequences = `SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
  FROM pg_sequences WHERE last_value IS NOT NULL`;

/** A few rows go quicker by one DELETE from all tables than by TRUNCATE; where a trigger or a rule refuses that, TRUNCATE. */
async function empty(query: Query, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return;
  const deletes = tables.map((table, index) => `d${index} AS (DELETE FROM ${table})`);
  try {
    await query(`WITH ${deletes.join(", ")} SELECT 1`);
  } catch {
    await query(`TRUNCATE ${tables.join(", ")} CASCADE`);
  }
}

async function takeLock(query: Query, name: string): Promise<void> {
  for (let attempt = 0; attempt < lockAttempts; attempt++) {
    const { rows } = await query(`SELECT pg_try_advisory_lock(${lock}) AS taken`);
    if ((rows[0] as { taken: boolean }).taken) return;
    await query("SELECT pg_sleep(0.1)");
  }
  throw new Error(`the database of connection ${name} is in use by another run`);
}

async function isOurs(query: Query): Promise<boolean> {
  return (await query(`SELECT 1 FROM pg_namespace WHERE nspname = '${ownSchema}'`)).rows.length > 0;
}

/** Nothing of a user: no relation, function or type outside of the system and of extensions, no schema but `public`. */
async function isEmpty(query: Query): Promise<boolean> {
  const foreign = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`;
  const part = (table: string, column: string) => `SELECT 1 FROM ${table} o JOIN pg_namespace n ON n.oid = o.${column}
    WHERE ${foreign} AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')`;
  const { rows } = await query(`${part("pg_class", "relnamespace")} UNION ALL ${part("pg_proc", "pronamespace")}
    UNION ALL SELECT 1 FROM pg_namespace n WHERE ${foreign} AND n.nspname <> 'public' LIMIT 1`);
  return rows.length === 0;
}

/** Drops what the run made: all that there is, for the database was empty. */
async function wipe(query: Query): Promise<void> {
  const { rows } = await query(`SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'`);
  for (const { nspname } of rows as { nspname: string }[]) await query(`DROP SCHEMA ${quoted(nspname)} CASCADE`);
  await query("CREATE SCHEMA public");
}

async function setUp(query: Query, scripts: readonly string[]): Promise<void> {
  await query(`CREATE SCHEMA ${ownSchema}; ${clockFunctions}`);
  await query(searchPath);
  for (const script of scripts) await query(withVirtualClock(script));
  // A script may have set a path of its own.
  await query(searchPath);
}

async function hasRows(query: Query): Promise<boolean> {
  const tables = (await describe(query)).map(({ schema, name }) => `(SELECT 1 FROM ${quoted(schema)}.${quoted(name)} LIMIT 1)`);
  return tables.length > 0 && (await query(tables.join(" UNION ALL "))).rows.length > 0;
}
