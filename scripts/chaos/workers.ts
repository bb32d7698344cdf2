import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Counted } from "./counted.ts";

/** Processes of one script that are killed again and again, each with a task of its own. */
export interface Workers<Task> {
  readonly all: readonly { readonly child: ChildProcess; readonly task: Task }[];
  start(task: Task): ChildProcess;
  /** Kills those that are left. */
  end(): Promise<void>;
}

/** `script`: takes the file of its task as its one argument. `folder`: for the tasks. */
export function workersOf<Task>(script: URL, folder: string): Workers<Task> {
  const all: { child: ChildProcess; task: Task }[] = [];
  return {
    all,
    start(task) {
      const file = join(folder, `task-${all.length}.json`);
      writeFileSync(file, JSON.stringify(task));
      const child = spawn(process.execPath, ["--no-warnings", fileURLToPath(script), file], { stdio: ["ignore", "ignore", "inherit"] });
      all.push({ child, task });
      return child;
    },
    async end() {
      for (const { child } of all) await killed(child);
    },
  };
}

export async function killed(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await ended(child);
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("exit", resolve));
}

/** What workers have noted, a line each. */
export function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
}

/** Resolves when a file has so many lines more than now, or when none come any more. */
export async function progress(file: string, more: number, patienceMs: number): Promise<void> {
  const wanted = linesOf(file).length + more;
  for (let waited = 0; waited < patienceMs && linesOf(file).length < wanted; waited += 10) await sleep(10);
}

/** Resolves when it held so many times in a row, 200 ms apart, or after two minutes. */
export async function still(holds: () => Promise<boolean>, times: number): Promise<void> {
  for (let held = 0, waited = 0; held < times && waited < 600; waited += 1) {
    await sleep(200);
    held = (await holds()) ? held + 1 : 0;
  }
}

/** Of what was confirmed as sent: what arrived nowhere, and what arrived more than once. */
export function tally(
  sent: readonly string[],
  handled: readonly string[],
  letters: readonly string[],
): Pick<Counted, "sent" | "lost" | "duplicated"> {
  const [once, arrived] = [new Set(sent), new Set([...handled, ...letters])];
  const lost = [...once].filter((event) => !arrived.has(event)).length;
  const twice = handled.length - new Set(handled).size + letters.length - new Set(letters).size;
  return { sent: once.size, lost, duplicated: twice };
}
