import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Pg } from "../../src/verify/effects/pg/library.ts";

export interface Postgres {
  /** Address of a new, empty database. */
  createDatabase(name: string): Promise<string>;
  url(database: string): string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const nobody = 65_534;
const owner = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** A private server on a free loopback port with a data folder of its own, made for a test and gone with it. */
export async function startPostgres(): Promise<Postgres> {
  const bin = binaries();
  if (bin === undefined) throw new Error("PostgreSQL is not installed");
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  if (owner.uid !== undefined) {
    chmodSync(tmpdir(), 0o711);
    chownSync(folder, owner.uid, owner.gid);
  }
  const data = join(folder, "data");
  const options = { ...owner, cwd: folder, env: { LC_ALL: "C", PATH: process.env["PATH"] } };
  execFileSync(join(bin, "initdb"), ["-D", data, "-A", "trust", "-U", "tester", "-E", "UTF8", "--locale=C", "--no-sync"], {
    ...options,
    stdio: "pipe",
  });
  const port = await freePort();
  const settings = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "unix_socket_directories=",
    "listen_addresses=127.0.0.1",
  ];
  const server = spawn(join(bin, "postgres"), ["-D", data, "-p", String(port), ...settings.flatMap((each) => ["-c", each])], {
    ...options,
    stdio: "ignore",
  });
  const url = (database: string) => `postgres://tester@127.0.0.1:${port}/${database}`;
  await answers(url("postgres"), server);
  return {
    url,
    async createDatabase(name) {
      await run(url("postgres"), `CREATE DATABASE "${name}"`);
      return url(name);
    },
    async stop() {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      // Fast shutdown: open sessions end. https://www.postgresql.org/docs/current/server-shutdown.html
      server.kill("SIGINT");
      await gone;
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Is there a PostgreSQL to test with? A machine that must test everything fails without one; another one says what it leaves out. */
export function hasPostgres(): boolean {
  if (binaries() !== undefined) return true;
  if (process.env["CI"] === "true") throw new Error("PostgreSQL is not installed: apt-get install -y --no-install-recommends postgresql");
  console.warn("NOT TESTED: PostgreSQL is not installed (Debian: apt-get install postgresql; macOS: brew install postgresql)");
  return false;
}

export async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const { Client } = createRequire(import.meta.url)("pg") as Pg;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** Newest first. Debian keeps them out of PATH. */
function binaries(): string | undefined {
  const roots = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];
  const versions = roots.flatMap((root) => (existsSync(root) ? readdirSync(root).map((name) => join(root, name, "bin")) : []));
  const path = (process.env["PATH"] ?? "").split(delimiter);
  return [...versions.sort().reverse(), ...path].find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      await run(url, "SELECT 1");
      return;
    } catch (error) {
      if (Date.now() > deadline || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
