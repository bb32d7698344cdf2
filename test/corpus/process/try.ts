import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run, startPostgres } from "../../servers/postgres.ts";
import { commandOf } from "./command.ts";
import { events, folderOf, labels, type Label, nameOf } from "./label.ts";
import { kafkaWorld } from "./worlds/kafka.ts";
import { natsWorld } from "./worlds/nats.ts";
import { rabbitmqWorld } from "./worlds/rabbitmq.ts";
import { sqsWorld } from "./worlds/sqs.ts";

/**
 * Runs consumers of this corpus undisturbed, each on a broker and a database of its own, and prints what they did: that they work at
 * all. `node try.ts [word…]`: those whose name or broker holds every word. `--twice` publishes each event a second time.
 */
const makers = { kafka: kafkaWorld, nats: natsWorld, rabbitmq: rabbitmqWorld, sqs: sqsWorld };
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const twice = process.argv.includes("--twice");
const chosen = labels.filter((label) => words.every((word) => `${nameOf(label)} ${label.broker} ${label.language}`.includes(word)));

const postgres = await startPostgres();
const posts: string[] = [];
const http = createServer((request, response) => {
  request.on("data", (bytes: Buffer) => posts.push(`${request.url} ${bytes.toString()}`)).on("end", () => response.end("{}"));
});
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
try {
  for (const [index, label] of chosen.entries()) await show(label, `corpus${index}`);
} finally {
  http.close();
  await postgres.stop();
}

async function show(label: Label, database: string): Promise<void> {
  const url = await postgres.createDatabase(database);
  for (const file of label.setup) await run(url, readFileSync(join(folderOf(label), file), "utf8"));
  posts.length = 0;
  const world = await makers[label.broker]();
  await world.prepare(label);
  const [program, ...args] = await commandOf(label);
  const { port } = http.address() as { port: number };
  const state = mkdtempSync(join(tmpdir(), "corpus-"));
  const env = {
    STATE_DIR: state,
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    DATABASE_URL: url,
    HTTP_URL: `http://127.0.0.1:${port}`,
    ...world.env,
  };
  const child = spawn(program, args, { cwd: folderOf(label), env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (said += bytes.toString()));
  const ended = new Promise<string>((resolve) => child.once("exit", (code, signal) => resolve(String(code ?? signal))));
  await world.publish(
    label,
    [...events, ...(twice ? events : [])].map((event) => JSON.stringify(event)),
  );
  const started = Date.now();
  let quiet = 0;
  while (quiet < 3 && Date.now() - started < 40_000 && child.exitCode === null) {
    await sleep(300);
    quiet = (await world.isQuiet(label)) ? quiet + 1 : 0;
  }
  const tookMs = Date.now() - started;
  child.kill("SIGTERM");
  const end = await Promise.race([ended, sleep(15_000, "did not end on SIGTERM")]);
  child.kill("SIGKILL");
  const outcome = quiet === 3 ? "done" : "NOT DONE";
  console.log(
    `${nameOf(label)} [${label.broker}] ${outcome} in ${tookMs} ms, exit ${end}: ${await effects(url)}${posts.length > 0 ? ` posts ${posts.length}` : ""}`,
  );
  if (quiet !== 3 || !["0", "143"].includes(end)) console.log(said.slice(0, 3000));
  await world.end();
  rmSync(state, { recursive: true });
}

async function effects(url: string): Promise<string> {
  const tables = await run(url, "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await run(url, `SELECT t::text AS row FROM "${String(name)}" t ORDER BY 1`);
    parts.push(`${String(name)} ${rows.length > 4 ? `${rows.length} rows` : rows.map(({ row }) => String(row)).join("")}`);
  }
  return parts.join(" · ");
}
