import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import type { Writable } from "node:stream";
import { oneLine } from "../../../model/texts.ts";
import { redact } from "../../../model/redact.ts";
import { reaper } from "./reaper.ts";

/** A process and whatever it starts. */
export interface Tree {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** Undefined while it lives. */
  readonly exit: Exit | undefined;
  /** Its last words on the error output: one line, redacted; empty where it said nothing. */
  lastWords(): string;
  /** SIGKILL for all of it. Resolves when nothing of it lives. */
  kill(): Promise<void>;
  /** SIGTERM, then SIGKILL for what is left after that time. True: it went by itself. */
  stop(withinMs: number): Promise<boolean>;
  /** Something of it runs, or would if it were given a processor; undefined where the platform does not tell. */
  isBusy(): boolean | undefined;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** It could not be started. */
  readonly error?: string;
}

export interface TreeOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Unique; its value in the environment finds what left the group. */
  readonly mark: string;
  /** Called with what descriptor 2 of the outermost program says; default: it is kept for `lastWords`. */
  readonly onError?: (chunk: string) => void;
  /** The consumer's own error output comes over descriptor 3: the outermost program speaks on descriptor 2 itself. */
  readonly errorsOnThree?: boolean;
}

/** Groups that end with this process, whatever makes it end in order. */
const living = new Set<number>();
process.on("exit", () => {
  for (const pid of living) signalGroup(pid, "SIGKILL");
});

export const markName = "GODMODE_EVENT_PLAY";
const keptCharacters = 8192;

export function startTree({ command, cwd, env, mark, onError, errorsOnThree }: TreeOptions): Tree {
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    cwd,
    env: { ...env, [markName]: mark },
    detached: true,
    windowsHide: true,
    // What it prints is dropped by the system: nothing that floods it costs us anything.
    stdio: ["ignore", "ignore", "pipe", ...(errorsOnThree ? (["pipe"] as const) : [])],
  });
  let tail = "";
  const keep = (chunk: string): void => void (tail = (tail + chunk).slice(-keptCharacters));
  const streams = [child.stderr, child.stdio[3]] as (NodeJS.ReadableStream | Writable | null | undefined)[];
  for (const [index, stream] of streams.entries()) {
    if (!stream) continue;
    (stream as NodeJS.ReadableStream).setEncoding("utf8");
    stream.on("data", index === 0 && onError ? onError : keep);
    stream.on("error", () => {});
  }
  let exit: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    child.once("exit", (code, signal) => resolve((exit = { code, signal })));
    child.once("error", (error) => resolve((exit ??= { code: null, signal: null, error: error.message })));
  });
  const pid = child.pid ?? 0;
  living.add(pid);
  const released = reaper.group(pid, `${markName}=${mark}`);
  void exited.then(() => living.delete(pid));
  let killed: Promise<void> | undefined;
  const killAll = async (): Promise<void> => {
    signalGroup(pid, "SIGKILL");
    await exited;
    await untilGone(pid);
    killMarked(mark, pid);
    released();
  };
  const tree: Tree = {
    pid,
    exited,
    get exit() {
      return exit;
    },
    lastWords: () => oneLine(redact(lastLine(tail))).slice(0, 300),
    kill: () => (killed ??= killAll()),
    async stop(withinMs) {
      if (exit === undefined) signalGroup(pid, "SIGTERM");
      const asked = await Promise.race([exited.then(() => true), pause(withinMs).then(() => false)]);
      await tree.kill();
      return asked;
    },
    isBusy: () => (process.platform === "linux" ? marked(mark, pid).some(isRunning) : undefined),
  };
  return tree;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A group that is gone already is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (pid <= 1) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!["ESRCH", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

/** A killed group ends when nothing of it runs. What nobody reaps (a zombie) runs no more. */
async function untilGone(pid: number): Promise<void> {
  for (let round = 0; round < 400 && lives(pid); round++) await pause(round < 20 ? 1 : 5);
}

function lives(pid: number): boolean {
  try {
    process.kill(-pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return pid > 1 && (process.platform !== "linux" || processes().some((each) => statOf(each)?.[2] === String(pid) && !isZombie(each)));
}

function processes(): string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

/** Processes that left the group (setsid) still carry the mark in their environment. */
function killMarked(mark: string, from: number): void {
  for (let round = 0; round < 5; round++) {
    const left = marked(mark, from);
    for (const pid of left) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It ended meanwhile.
      }
    }
    if (left.length === 0) return;
  }
}

/** What a process starts has a higher number than itself, until the numbers begin anew. */
function marked(mark: string, from: number): number[] {
  if (process.platform !== "linux") return [];
  const wanted = `${markName}=${mark}`;
  return processes().flatMap((name) => {
    if (Number(name) < from) return [];
    try {
      return readFileSync(`/proc/${name}/environ`, "latin1").includes(wanted) && !isZombie(name) ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

/** Fields from the state on; undefined: it is gone. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function statOf(pid: number | string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function isZombie(pid: string): boolean {
  return statOf(pid)?.[0] === "Z";
}

/** Any of its threads. D: it waits for a disk. */
function isRunning(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).some((thread) => /^[RD]$/.test(statOf(`${pid}/task/${thread}`)?.[0] ?? ""));
  } catch {
    return false;
  }
}

function lastLine(text: string): string {
  return (
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .at(-1) ?? ""
  );
}
