import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pg } from "../../../src/verify/effects/pg.ts";
import type { Table } from "../../../src/verify/observation.ts";
import { hasPostgres, type Postgres, run, startPostgres } from "../../servers/postgres.ts";
import { type Bench, createBench, loadPatched, outcome } from "./workshop.ts";

interface Result {
  rows: Record<string, unknown>[];
}

interface Client {
  connect(): Promise<Client>;
  query(text: unknown, values?: unknown): Promise<Result>;
  release(): void;
  end(): Promise<void>;
}

interface Pg {
  Client: new (config?: object) => Client;
  Pool: new (config?: object) => Client;
  Query: new (text: string) => object & { on(event: string, listener: (row: unknown) => void): void };
}

const setup = `CREATE TABLE accounts (id text PRIMARY KEY, balance numeric NOT NULL DEFAULT 0, opened timestamptz DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE entries (n serial PRIMARY KEY, account text REFERENCES accounts (id), raw bytea, big bigint, ok boolean);`;
const nowhere = { host: "nowhere.invalid", port: 1, user: "nobody", password: "x", database: "prod", ssl: true };

describe.skipIf(!hasPostgres())("pg", () => {
  let server: Postgres;
  /** One database for all: each test leaves it empty. */
  let url: string;
  let bench: Bench & { library: Pg; observe(): Promise<Table[]>; begin(): Promise<void>; end(): Promise<void> };
  const setUp = (url: string, scripts: readonly string[] = [setup]) => {
    const made = createBench({ database: { name: "main", url, setup: scripts } });
    const running = made.start(pg);
    const library = loadPatched(running, "pg") as unknown as Pg;
    return {
      ...made,
      library,
      observe: async () => [...((await running.observe!()).tables ?? [])],
      begin: async () => running.begin!(),
      end: async () => running.end!(),
    };
  };
  const rows = async (table: string) => (await bench.observe()).find(({ name }) => name === table)!.rows;
  const connected = async (name = "A") => bench.as(name, () => new bench.library.Client(nowhere).connect());
  const as = <T>(body: () => T): T => bench.as("A", body);

  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase("scratch");
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    bench = setUp(url);
    return () => bench.end();
  });

  it("goes to the scratch database whatever address it was given; each query is an effect without values", async () => {
    const client = await connected();
    await as(() => client.query("INSERT INTO accounts (id, balance) VALUES ($1, $2)", ["a", "10.50"]));
    await as(() =>
      client.query({
        text: "INSERT INTO entries (account, raw, big, ok) VALUES ($1, $2, $3, true)",
        values: ["a", Buffer.from([1, 255]), "9007199254740993"],
      }),
    );
    const [result] = await new Promise<Record<string, unknown>[]>((resolve) => {
      void as(() => client.query("SELECT balance FROM accounts", (_: unknown, answer: Result) => resolve(answer.rows)));
    });
    expect(result).toEqual({ balance: "10.50" });
    expect(bench.trace).toEqual(["INSERT INTO accounts", "INSERT INTO entries", "SELECT FROM accounts"]);
    const tables = await bench.observe();
    expect(tables.map(({ sink, name, columns }) => [sink, name, columns])).toEqual([
      [
        "postgres:main",
        "accounts",
        [
          { name: "id", generated: false, key: true },
          { name: "balance", generated: false, key: false },
          { name: "opened", generated: false, key: false },
        ],
      ],
      [
        "postgres:main",
        "entries",
        [
          { name: "n", generated: true, key: true },
          { name: "account", generated: false, key: false, references: "accounts.id" },
          { name: "raw", generated: false, key: false },
          { name: "big", generated: false, key: false },
          { name: "ok", generated: false, key: false },
        ],
      ],
    ]);
    expect(await rows("accounts")).toEqual([["a", 10.5, "2026-01-01 00:00:00+00"]]);
    expect(await rows("entries")).toEqual([[1, "a", "x'01ff'", "9007199254740993", true]]);
  });

  it("empties tables and restarts numbers between plays, and puts seeds back", async () => {
    const client = await connected();
    await as(() => client.query("INSERT INTO accounts (id) VALUES ('a')"));
    await as(() => client.query("INSERT INTO entries (account) VALUES ('a')"));
    await bench.begin();
    expect([await rows("accounts"), await rows("entries")]).toEqual([[], []]);
    const again = await connected();
    await as(() => again.query("INSERT INTO entries (ok) VALUES (false)"));
    expect((await rows("entries"))[0]![0]).toBe(1);

    const seeded = setUp(await server.createDatabase("seeded"), [setup, "INSERT INTO accounts (id) VALUES ('seed')"]);
    const other = await seeded.as("A", () => new seeded.library.Client().connect());
    await seeded.as("A", () => other.query("DELETE FROM accounts"));
    await seeded.begin();
    expect((await seeded.observe())[0]!.rows.map(([id]) => id)).toEqual(["seed"]);
    await seeded.end();
  });

  it("rolls back what a dead instance had open, and answers it no more", async () => {
    const client = await connected();
    await as(() => client.query("BEGIN"));
    await as(() => client.query("INSERT INTO accounts (id) VALUES ('a')"));
    bench.strike({ kind: "crash", at: 1, side: "after" });
    expect(await outcome(as(() => client.query("INSERT INTO accounts (id) VALUES ('b')")))).toBe("never");
    const other = await connected("B");
    await bench.as("B", () => other.query("INSERT INTO accounts (id) VALUES ('a')"));
    expect((await rows("accounts")).map(([id]) => id)).toEqual(["a"]);
  });

  it.each([
    ["before", 2, "40001", 0],
    ["after", 2, "40001", 0],
    ["before", 3, "40001", 0],
    ["after", 3, "ECONNRESET", 1],
    ["before", 1, "ECONNRESET", 1],
  ] as const)("fails %s statement %i of a transaction with %s as the server would", async (side, at, code, expected) => {
    const client = await connected();
    bench.strike({ kind: "error", at, side });
    const codes: unknown[] = [];
    for (const text of ["BEGIN", "INSERT INTO accounts (id) VALUES ('a')", "COMMIT"])
      await as(() => client.query(text)).catch((error: unknown) => codes.push((error as { code: string }).code));
    expect(codes[0]).toBe(code);
    expect(await rows("accounts")).toHaveLength(expected);
    await as(() => client.query("ROLLBACK"));
    expect((await as(() => client.query("SELECT 1 AS one"))).rows).toEqual([{ one: 1 }]);
  });

  it("serves pools, and query objects that stream", async () => {
    const pool = as(() => new bench.library.Pool(nowhere));
    await as(() => pool.query("INSERT INTO accounts (id) VALUES ('a'), ('b')"));
    const client = await as(() => pool.connect());
    const seen: unknown[] = [];
    await new Promise((resolve) => {
      const query = new bench.library.Query("SELECT id FROM accounts ORDER BY id");
      query.on("row", (row) => seen.push(row));
      query.on("end", resolve);
      void as(() => client.query(query));
    });
    client.release();
    expect(seen).toEqual([{ id: "a" }, { id: "b" }]);
    await as(() => pool.end());
  });

  it("lets the server's clock follow the play, in functions, keywords and defaults", async () => {
    const client = await connected();
    const time = async (text: string) => Object.values((await as(() => client.query(`SELECT ${text} AS v`))).rows[0]!)[0];
    const start = new Date(1_767_225_600_000);
    for (const text of ["now()", "CURRENT_TIMESTAMP", "clock_timestamp()", "current_timestamp(3)"])
      expect(await time(text), text).toEqual(start);
    expect(await time("CURRENT_DATE::text")).toBe("2026-01-01");
    expect(await time("'CURRENT_DATE'")).toBe("CURRENT_DATE");
    await as(() => client.query("CREATE TABLE seen (id text, at timestamptz DEFAULT now())"));
    await as(() => client.query("BEGIN"));
    await as(() => client.query("INSERT INTO seen (id) VALUES ('a')"));
    await as(() => client.query("ROLLBACK"));
    await as(() => client.query("INSERT INTO seen (id) VALUES ('b')"));
    expect(await rows("seen")).toEqual([["b", "2026-01-01 00:00:00+00"]]);
  });

  it("refuses a database that is not empty and not ours, and one that another run works in", async () => {
    const theirs = await server.createDatabase("theirs");
    await run(theirs, "CREATE TABLE customers (id int)");
    const refused = setUp(theirs);
    await expect(refused.as("A", () => new refused.library.Client().connect())).rejects.toThrow("is not empty and not ours");
    expect(refused.unobserved).toEqual(["PostgreSQL: the database of connection main is not empty and not ours: name an empty one"]);
    expect(await run(theirs, "SELECT count(*)::int AS n FROM customers")).toEqual([{ n: 0 }]);
    await refused.end();

    await connected();
    const second = setUp(url);
    await expect(second.as("A", () => new second.library.Client().connect())).rejects.toThrow("in use by another run");
  });

  it("says what of a database it cannot see", async () => {
    const client = await connected();
    await as(() => client.query("SELECT pg_notify('orders', '1')"));
    expect(bench.unobserved).toEqual(["PostgreSQL: NOTIFY, or another server"]);
  });

  it("is not played without a database", async () => {
    const none = createBench();
    const library = loadPatched(none.start(pg), "pg") as unknown as Pg;
    await expect(none.as("A", () => new library.Client().connect())).rejects.toThrow("no scratch database is named");
    expect(none.unobserved).toHaveLength(1);
  });

  it("leaves the database empty, also after a run that ended badly", async () => {
    const left = await server.createDatabase("left");
    await run(left, "CREATE SCHEMA godmode_event_scratch; CREATE TABLE old (id int)");
    const next = setUp(left);
    await next.as("A", () => new next.library.Client().connect());
    expect((await next.observe()).map(({ name }) => name)).toEqual(["accounts", "entries"]);
    await next.end();
    const objects =
      "SELECT count(*)::int AS n FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT LIKE 'pg%' AND n.nspname <> 'information_schema'";
    expect(await run(left, objects)).toEqual([{ n: 0 }]);
  });
});
