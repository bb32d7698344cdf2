import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { running } from "./places.ts";
import { alive } from "./processes.ts";
import type { ServerKind, Started } from "./server.ts";

/** THE list of servers that this machine can start by itself. */
const kinds = {
  kafka: async () => (await import("./kafka.ts")).kafka,
  "kafka-cluster": async () => (await import("./kafka-cluster.ts")).kafkaCluster,
  rabbitmq: async () => (await import("./rabbitmq.ts")).rabbitmq,
  nats: async () => (await import("./nats.ts")).nats,
  "nats-newest": async () => (await import("./nats.ts")).natsNewest,
  fauxqs: async () => (await import("./fauxqs.ts")).fauxqs,
  moto: async () => (await import("./moto.ts")).moto,
  postgres: async () => (await import("./postgres.ts")).postgres,
} as const;
export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

export function kindOf(kind: Kind): Promise<ServerKind> {
  return kinds[kind]();
}

/**
 * Can tests have this server? One that runs, or can be started. A machine that must test everything fails without one; another one
 * says what it leaves out.
 */
export async function hasServer(kind: Kind): Promise<boolean> {
  if (shared(kind) !== undefined) return true;
  const missing = (await kindOf(kind)).missing();
  if (missing === undefined) return true;
  if (process.env["CI"] === "true") throw new Error(`No ${kind} server: ${missing}`);
  console.warn(`NOT TESTED: no ${kind} server: ${missing} (npm run brokers -- up ${kind})`);
  return false;
}

/** A server that all tests share: the one of `npm run brokers -- up`, or one that is started now and ends with the run. */
export async function serverOf(kind: Kind): Promise<Started> {
  const known = shared(kind);
  if (known) return known;
  return withLock(kind, async () => shared(kind) ?? (await up(kind, process.env["GODMODE_EVENT_TEST_RUN"])));
}

/** A server for one test alone, which may kill and restart it. Whoever asked for it calls `end`. */
export async function privateServer(kind: Kind): Promise<{ started: Started; of: ServerKind; end: () => Promise<void> }> {
  const of = await kindOf(kind);
  const folder = mkdtempSync(join(running(), `private-${kind}-`));
  const started = await of.start(folder);
  return {
    started,
    of,
    async end() {
      await of.stop(started);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

interface Kept extends Started {
  /** The test run that started it, and that ends it. Absent: it stays up until `down`. */
  readonly run?: string;
}

/** Starts a server for everybody. `run`: it goes with that test run. */
export async function up(kind: Kind, run?: string): Promise<Started> {
  const folder = join(running(), kind);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(folder, { recursive: true });
  return remember(kind, { ...(await (await kindOf(kind)).start(folder)), ...(run !== undefined && { run }) });
}

/** From now on it is the one that everybody takes. */
export function remember(kind: Kind, kept: Kept): Kept {
  writeFileSync(fileOf(kind), JSON.stringify(kept));
  return kept;
}

export function forget(kind: Kind): void {
  rmSync(fileOf(kind), { force: true });
}

/** The one that runs now. */
export function shared(kind: Kind): Kept | undefined {
  if (!existsSync(fileOf(kind))) return undefined;
  const kept = JSON.parse(readFileSync(fileOf(kind), "utf8")) as Kept;
  return kept.pids.every(alive) ? kept : undefined;
}

export async function down(kind: Kind): Promise<boolean> {
  if (!existsSync(fileOf(kind))) return false;
  const kept = JSON.parse(readFileSync(fileOf(kind), "utf8")) as Kept;
  await (await kindOf(kind)).stop(kept);
  forget(kind);
  rmSync(kept.folder, { recursive: true, force: true, maxRetries: 3 });
  return true;
}

/** Ends what a test run has started. */
export async function endRun(run: string): Promise<void> {
  for (const kind of kindNames) {
    if (existsSync(fileOf(kind)) && (JSON.parse(readFileSync(fileOf(kind), "utf8")) as Kept).run === run) await down(kind);
  }
}

const fileOf = (kind: Kind): string => join(running(), `${kind}.json`);

/** Several test files may want the same server at once: one starts it. */
async function withLock<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
  const lock = join(running(), `${kind}.lock`);
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const holder = Number(readdirSync(running()).includes(`${kind}.lock`) ? (readdirSync(lock)[0] ?? process.pid) : process.pid);
      if (!alive(holder)) rmSync(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    writeFileSync(join(lock, String(process.pid)), "");
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
