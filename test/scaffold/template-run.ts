import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Broker, Held, Message, Session, Wanted } from "../../src/brokers/broker.ts";
import { realClock } from "../../src/brokers/clock.ts";
import { claimsOf } from "../../src/delivery/plan.ts";
import { consumerFiles, type TemplateClient } from "../../src/scaffold/template.ts";
import { namesFor } from "../../src/tools/scaffold/names.ts";
import { type Postgres, run, startPostgres } from "../servers/postgres.ts";

/** What the generated handler is in these tests: the event says what happens to it. Attempts are noted outside of its transaction. */
const handler = `import { writeFileSync, existsSync } from "node:fs";
import pg, { type PoolClient } from "pg";
import { type Envelope, FatalError } from "./delivery.ts";

const outside = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 2, allowExitOnIdle: true });

export async function handle(event: Envelope, client: PoolClient): Promise<void> {
  const { does = "" } = event.data as { does?: string };
  await outside.query("INSERT INTO attempts (event_id) VALUES ($1)", [event.event_id]);
  await client.query("INSERT INTO billing_events VALUES ($1, $2, $3, $4)", [event.event_id, event.event_type, event.timestamp, event.data]);
  if (does === "fail") throw new Error("No such account at postgres://user:secret@db/x");
  if (does === "fatal") throw new FatalError("It never will.");
  if (does === "cut" && !existsSync("cut")) {
    writeFileSync("cut", "");
    await client.query("SELECT pg_terminate_backend(pg_backend_pid())");
  }
  if (does === "die" && !existsSync("died")) {
    (globalThis as { committed?: () => void }).committed = () => {
      writeFileSync("died", "");
      process.kill(process.pid, "SIGKILL");
    };
  }
}
`;
const attempts = "CREATE TABLE attempts (event_id text, at timestamptz NOT NULL DEFAULT clock_timestamp());";

export interface TemplateWorld {
  readonly client: TemplateClient;
  readonly broker: Broker;
  /** As the settings of a connection say it. */
  readonly url: string;
  readonly management?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly channel: string;
  readonly rungsMs: readonly number[];
}

export interface TemplateRun {
  readonly session: Session;
  readonly wanted: Wanted;
  publish(body: string | object): Promise<void>;
  /** To this consumer alone, as a redrive does. */
  sendBack(body: object): Promise<void>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** All dead letters once there are so many. */
  deadLetters(count: number): Promise<Held[]>;
  /** Nothing waits and nothing is in work. */
  quiet(): Promise<void>;
  start(): void;
  /** By SIGTERM; its exit code. */
  stop(): Promise<number | null>;
  /** How often it has been started. */
  starts(): number;
  output(): string;
  end(): Promise<void>;
}

export function event(id: string, does?: string): object {
  const names = { event_type: "order.placed", event_version: "1.0", source: "test", correlation_id: "c" };
  return { event_id: id, ...names, timestamp: "2026-01-02T03:04:05.000Z", data: { account: id, ...(does !== undefined && { does }) } };
}

/** Files of a template in a folder of their own that finds the packages of this project. */
export async function written(
  world: Pick<TemplateWorld, "client" | "channel" | "rungsMs"> & { readonly group?: string },
  extension: ".ts" | ".js" | "" = ".ts",
) {
  const folder = mkdtempSync(join(tmpdir(), "scaffold-"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  const retry = { rungsMs: world.rungsMs, ordering: "none", handlerTimeoutMs: 2000 } as const;
  const wanted: Wanted = { consumer: "billing", channel: world.channel, group: world.group ?? "billing", retry };
  const { names, reader } = await namesFor(world.client, wanted);
  const wish = { client: world.client, name: "billing", rungsMs: world.rungsMs, extension, runner: "node:test" } as const;
  const files = consumerFiles({ ...wish, names: { ...names, table: "billing_events" } });
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  for (const { file, text } of files) writeFileSync(join(folder, "src", file), text);
  return { folder, src: join(folder, "src"), files, wanted, reader };
}

export async function startTemplate(world: TemplateWorld): Promise<TemplateRun> {
  const { src, files, wanted, reader } = await written(world);
  const textOf = (file: string) => files.find((each) => each.file === file)!.text;
  writeFileSync(join(src, "billing-handler.ts"), handler);
  const commits = 'await client.query("COMMIT");';
  if (!textOf("delivery.ts").includes(commits)) throw new Error("The template commits in another way now.");
  writeFileSync(
    join(src, "delivery.ts"),
    textOf("delivery.ts").replace(commits, `${commits}\n    (globalThis as { committed?: () => void }).committed?.();`),
  );
  // The group notices sooner that a killed member is gone.
  const own = join(src, "billing-consumer.ts");
  writeFileSync(own, textOf("billing-consumer.ts").replace("maxWaitTimeInMs: 200", "maxWaitTimeInMs: 200, sessionTimeout: 6_000"));
  const postgres: Postgres = await startPostgres();
  const database = await postgres.createDatabase("billing");
  await run(database, textOf("billing.sql"));
  await run(database, attempts);
  const address = {
    url: world.url,
    ...(world.management !== undefined && { management: world.management, user: "guest", password: "guest" }),
  };
  const session = await world.broker.open({ root: src, connection: "test", address, clock: realClock(() => Date.now()) });
  const { resources } = world.broker.topology(wanted);
  for (const { resource } of claimsOf([{ consumer: "billing", resources }])) await session.create(resource, "gm-test");

  let child: ChildProcess | undefined;
  let said = "";
  let starts = 0;
  const start = () => {
    starts += 1;
    const env = { PATH: process.env["PATH"], DATABASE_URL: database, KAFKAJS_NO_PARTITIONER_WARNING: "1", ...world.env };
    child = spawn(process.execPath, ["billing-main.ts"], { cwd: src, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (bytes: Buffer) => (said += bytes.toString()));
    // What supervises a service starts it again.
    child.once("exit", (_, signal) => signal === "SIGKILL" && child?.pid !== undefined && wanting && start());
  };
  let wanting = true;
  const gone = async () => {
    while (child!.exitCode === null && child!.signalCode === null) await sleep(20);
    return child!.exitCode;
  };
  const peek = async () => {
    const held: Held[] = [];
    for await (const each of session.peek(reader.deadLetter, 100)) held.push(each);
    return held;
  };
  return {
    session,
    wanted,
    publish: (body) => session.publish(reader.channel, message(body)),
    sendBack: (body) => session.sendTo(reader, message(body)),
    rows: (sql) => run(database, sql),
    async deadLetters(count) {
      await until(
        async () => (await session.backlog(reader.deadLetter)).ready >= count,
        () => `${count} dead letters; it said: ${said}`,
      );
      return world.broker.features.peeks ? peek() : taken(session, reader.deadLetter);
    },
    quiet: () =>
      until(
        async () => {
          const { ready, delayed, inFlight } = await session.backlog(reader.channel, reader.group);
          return ready + delayed + inFlight === 0;
        },
        () => `quiet; it said: ${said}`,
      ),
    start,
    async stop() {
      wanting = false;
      child!.kill("SIGTERM");
      return gone();
    },
    starts: () => starts,
    output: () => said,
    async end() {
      wanting = false;
      child?.kill("SIGKILL");
      await session.close();
      await postgres.stop();
    },
  };
}

function message(body: string | object): Message {
  return { headers: { "x-own": "kept" }, body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)) };
}

async function taken(session: Session, channel: string): Promise<Held[]> {
  const held: Held[] = [];
  await session.take(
    channel,
    () => true,
    async (each) => void held.push(each),
  );
  return held;
}

export async function until(holds: () => Promise<boolean>, what: () => string, withinMs = 30_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await holds()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`Never came: ${what()}`);
  }
}
