import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { installed } from "./places.ts";
import { elevated, onPath } from "./programs.ts";

const run = promisify(execFile);

/** Clients of the four brokers and of PostgreSQL, for consumers that tests run. */
const packages = [
  "psycopg[binary,pool]==3.3.9",
  "pika==1.4.4",
  "confluent-kafka==2.16.1",
  "boto3==1.44.5",
  "nats-py==2.16.0",
  "SQLAlchemy==2.1.9",
];
const complete = (): string => join(installed("python"), "complete");

export function pythonProgram(): string {
  return join(installed("python"), "bin", "python");
}

export function missingPython(): string | undefined {
  if (onPath("python3") === undefined) return "Python 3: apt-get install python3-venv";
  return existsSync(complete()) ? undefined : "Python clients: npm run brokers -- install python";
}

export async function installPython(): Promise<void> {
  if (existsSync(complete())) return;
  const place = installed("python");
  const made = () => run("python3", ["-m", "venv", place], { timeout: 120_000 });
  await made().catch(async () => {
    await elevated("apt-get", ["install", "-y", "--no-install-recommends", "python3-venv"]);
    await made();
  });
  await run(pythonProgram(), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages], { timeout: 600_000 });
  writeFileSync(complete(), packages.join("\n"));
}
