import { spawn } from "node:child_process";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./ports.ts";
import { endProcess } from "./processes.ts";
import type { Started } from "./server.ts";

export interface Service {
  readonly kind: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly port: number;
  /** It answers below 500 here when it is up. */
  readonly path: string;
  /** What it writes when it listens: another server may have taken the port meanwhile and answer in its place. */
  readonly says: string;
}

/** Starts a program that speaks HTTP on a loopback port and resolves when it does. */
export async function startService({ kind, program, args, env, folder, port, path, says }: Service): Promise<Started> {
  const file = join(folder, `${kind}.log`);
  const log = openSync(file, "a");
  const before = fstatSync(log).size;
  const server = spawn(program, [...args], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, ...env },
  });
  closeSync(log);
  let failure: Error | undefined;
  server.once("error", (error) => (failure = error));
  server.unref();
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 60_000; ; await sleep(30)) {
    const listens = readFileSync(file).subarray(before).includes(says);
    if (listens && (await answers(`${url}${path}`))) return { kind, pids: [server.pid!], address: { url }, folder };
    if (failure || server.exitCode !== null || Date.now() > deadline)
      throw new Error(`${kind} does not answer: see ${file}`, { cause: failure });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).status < 500;
  } catch {
    return false;
  }
}

/** By pid: asked first, made to end after five seconds. */
export async function stopService({ pids }: Pick<Started, "pids">): Promise<void> {
  for (const pid of pids) await endProcess(pid, 5000);
}

function portOf(started: Started | undefined): number | undefined {
  const url = started?.address["url"];
  return url === undefined ? undefined : Number(new URL(url).port);
}

/** On the port that it had, or on a free one: whoever was quicker may have taken that, so another is tried. */
export async function onFreePort(again: Started | undefined, start: (port: number) => Promise<Started>): Promise<Started> {
  const had = portOf(again);
  if (had !== undefined) return start(had);
  try {
    return await start(await freePort());
  } catch {
    return start(await freePort());
  }
}
