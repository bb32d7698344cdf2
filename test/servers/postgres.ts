import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Pg } from "../../src/verify/effects/pg/library.ts";
import { freePort } from "./ports.ts";
import { debian } from "./programs.ts";
import type { ServerKind, Started } from "./server.ts";
import { endProcess } from "./processes.ts";
import { hasTool } from "./tool.ts";

export interface Postgres {
  /** Address of a new, empty database. */
  createDatabase(name: string): Promise<string>;
  url(database: string): string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const nobody = 65_534;
const owner = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

const install = "apt-get install -y --no-install-recommends postgresql";

export const postgres: ServerKind = {
  kind: "postgres",
  missing: () => (binaries() === undefined ? install : undefined),
  async install() {
    if (binaries() === undefined) await debian("postgresql");
  },
  start: (folder, again) => start(folder, hasty, again),
  async stop({ pids }) {
    // Fast shutdown: open sessions end. https://www.postgresql.org/docs/current/server-shutdown.html
    for (const pid of pids) await endProcess(pid, 20_000, "SIGINT");
  },
};

/** A test waits for no disk. */
const hasty = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

async function start(folder: string, settings: readonly string[], again?: Started): Promise<Started> {
  const bin = binaries();
  if (bin === undefined) throw new Error("PostgreSQL is not installed");
  const data = join(folder, "data");
  const options = { ...owner, cwd: folder, env: { LC_ALL: "C", PATH: process.env["PATH"] } };
  if (again === undefined) {
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
    const superuser = ["-A", "trust", "-U", "tester"];
    execFileSync(join(bin, "initdb"), ["-D", data, ...superuser, "-E", "UTF8", "--locale=C", "--no-sync"], { ...options, stdio: "pipe" });
  }
  const url = again?.address["url"] ?? `postgres://tester@127.0.0.1:${await freePort()}/postgres`;
  const all = [...settings, "unix_socket_directories=", "listen_addresses=127.0.0.1"];
  const words = ["-D", data, "-p", new URL(url).port, ...all.flatMap((each) => ["-c", each])];
  const server = spawn(join(bin, "postgres"), words, { ...options, stdio: "ignore", detached: true });
  server.unref();
  await answers(url, server);
  return { kind: "postgres", pids: [server.pid!], address: { url }, folder };
}

/**
 * A private server on a free loopback port with a data folder of its own, made for a test and gone with it. A commit
 * is answered before it is on disk.
 */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  // The scratch folder of a test run is its user's alone.
  if (owner.uid !== undefined && (statSync(tmpdir()).mode & 0o001) === 0) chmodSync(tmpdir(), 0o711);
  const started = await start(folder, hasty);
  const url = (database: string) => started.address["url"]!.replace(/postgres$/, database);
  return {
    url,
    async createDatabase(name) {
      await run(url("postgres"), `CREATE DATABASE "${name}"`);
      return url(name);
    },
    async stop() {
      await postgres.stop(started);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Is there a PostgreSQL to test with? */
export const hasPostgres = (): boolean => hasTool({ ...postgres, name: "PostgreSQL" });

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
