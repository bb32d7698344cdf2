import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { down, forget, type Kind, kindNames, kindOf, remember, shared, up } from "../test/servers/servers.ts";
import { tools } from "../test/servers/tools.ts";

/**
 * Real servers on loopback, for tests and for trying things out: `up`, `down`, `status` or `install`, of all kinds or of those that
 * are named. Where an engine for containers answers they come from test/servers/compose.yaml, else (and with `--native`) they are
 * fetched and started here. `install` without names also fetches what else the tests need.
 */
const [verb = "status", ...words] = process.argv.slice(2);
const verbs = ["up", "down", "status", "install"];
const named = words.filter((word) => word !== "--native");
const unknown = named.find((name) => !kindNames.includes(name as Kind));
if (unknown !== undefined || !verbs.includes(verb)) {
  console.error(`Usage: npm run brokers -- ${verbs.join("|")} [${kindNames.join(" | ")}]… [--native]`);
  process.exit(2);
}
const chosen = named.length === 0 ? kindNames : (named as Kind[]);

const composeFile = fileURLToPath(new URL("../test/servers/compose.yaml", import.meta.url));
const { services } = parse(readFileSync(composeFile, "utf8")) as { services: Record<string, unknown> };
/** What the ports that compose.yaml publishes are to a client. */
const composed: Partial<Record<Kind, Record<string, string>>> = {
  kafka: { url: "127.0.0.1:19092" },
  rabbitmq: { url: "amqp://127.0.0.1:25672", management: "http://127.0.0.1:25673", user: "guest", password: "guest" },
  nats: { url: "nats://127.0.0.1:24222" },
  moto: { url: "http://127.0.0.1:25000" },
  postgres: { url: "postgres://tester@127.0.0.1:25432/postgres" },
};
/** Maven, Debian, PyPI, npm, Go. */
const managers = [
  ["kafka", "kafka-cluster", "java"],
  ["rabbitmq", "nats", "postgres", "promtool"],
  ["moto", "cfn-lint", "python"],
  ["fauxqs"],
  ["nats-newest"],
];
const engine = !words.includes("--native") && spawnSync("docker", ["compose", "ls"], { stdio: "ignore" }).status === 0;

type Job = readonly [name: string, work: () => Promise<string>];
let failed = false;

async function inTurn(jobs: readonly Job[]): Promise<void> {
  for (const [name, work] of jobs) {
    try {
      console.log(`${name.padEnd(14)} ${await work()}`);
    } catch (error) {
      failed = true;
      console.log(`${name.padEnd(14)} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

const jobs = chosen.map((kind): Job => [kind, () => act(kind)]);
if (verb !== "install") await inTurn(jobs);
else {
  const all = named.length > 0 ? jobs : [...jobs, ...tools.map((tool): Job => [tool.name, () => fetched(tool)])];
  // What comes by one package manager waits for one another.
  const rest = all.filter(([name]) => !managers.flat().includes(name));
  await Promise.all([...managers.map((names) => all.filter(([name]) => names.includes(name))), rest].map(inTurn));
}
process.exitCode = failed ? 3 : 0;

async function act(kind: Kind): Promise<string> {
  const of = await kindOf(kind);
  const now = shared(kind);
  const contained = engine && kind in services;
  if (verb === "status") {
    const missing = of.missing();
    return now ? described(now.address) : `not up${missing === undefined || contained ? "" : `; to install: ${missing}`}`;
  }
  if (verb === "down") {
    if (now?.folder !== "") return (await down(kind)) ? "down" : "was not up";
    compose("rm", "--stop", "--force", "--volumes", kind);
    forget(kind);
    return "down";
  }
  if (contained) {
    compose(...(verb === "install" ? ["pull", "--quiet", kind] : ["up", "--detach", "--wait", kind]));
    if (verb === "install") return "installed";
    return described(remember(kind, { kind, pids: [], folder: "", address: composed[kind]! }).address);
  }
  const done = await fetched(of);
  return verb === "install" ? done : described((now ?? (await up(kind))).address);
}

async function fetched({ missing, install }: { missing: () => string | undefined; install: () => Promise<void> }): Promise<string> {
  if (missing() !== undefined) await install();
  const still = missing();
  if (still !== undefined) throw new Error(`still missing: ${still}`);
  return "installed";
}

function compose(...args: readonly string[]): void {
  const all = ["compose", "--file", composeFile, "--project-name", "godmode-event-test", ...args];
  const { status, stderr } = spawnSync("docker", all, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr.trim().split("\n").at(-1));
}

function described(address: Readonly<Record<string, string>>): string {
  return Object.entries(address)
    .map(([name, value]) => `${name} ${value}`)
    .join("  ");
}
