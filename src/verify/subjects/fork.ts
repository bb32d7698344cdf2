import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, realpathSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostArguments } from "./host-arguments.ts";

export interface Folders {
  /** All of it is writable, and goes with the subject. */
  readonly temp: string;
  readonly home: string;
  readonly scratch: string;
}

/** In memory where that is to be had: a play empties and fills its folder again, and a disk takes its time for that. */
const inMemory = "/dev/shm";
const leastFreeBytes = 256 * 1024 * 1024;

export function temporaryPlace(env: Readonly<Record<string, string | undefined>>): string {
  if (process.platform !== "linux" || env["TMPDIR"] !== undefined) return tmpdir();
  try {
    accessSync(inMemory, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize > leastFreeBytes ? inMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}

export function makeFolders(): Folders {
  const temp = realpathSync(mkdtempSync(join(temporaryPlace(process.env), "godmode-event-")));
  const folders = { temp, home: join(temp, "home"), scratch: join(temp, "scratch") };
  mkdirSync(folders.home);
  mkdirSync(folders.scratch);
  return folders;
}

export function removeFolders({ temp }: Folders): void {
  rmSync(temp, { recursive: true, force: true, maxRetries: 5 });
}

/** What a program needs to start, and nothing that could hold a secret. */
const passedOn = ["PATH", "LANG", "LC_ALL", "SystemRoot", "windir", "PATHEXT"];

/** The platform sets them for each function, and clients of AWS refuse to call without; these open nothing. */
const platform = {
  AWS_REGION: "us-east-1",
  AWS_DEFAULT_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "made-up",
  AWS_SECRET_ACCESS_KEY: "made-up",
};

export function hostEnvironment(
  outer: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>>,
  { temp, home }: Folders,
): Record<string, string> {
  const kept = Object.fromEntries(passedOn.flatMap((name) => (outer[name] === undefined ? [] : [[name, outer[name]]])));
  // One time zone for all machines; the consumer's own settings come last.
  return { ...kept, HOME: home, USERPROFILE: home, TMPDIR: temp, TEMP: temp, TMP: temp, TZ: "UTC", ...platform, ...own };
}

export interface HostOptions {
  readonly entry: string;
  readonly env: Record<string, string>;
  readonly flags: readonly string[];
  readonly folders: Folders;
  readonly args: HostArguments;
}

const quiet = ["--disable-warning=ExperimentalWarning", "--disable-warning=SecurityWarning", "--disable-warning=PERM0006"];

/** A process group of its own; whatever it prints is read and dropped. */
export function startHost({ entry, env, flags, folders, args }: HostOptions): ChildProcess {
  const child = spawn(process.execPath, [...quiet, ...flags, entry, JSON.stringify(args)], {
    cwd: folders.scratch,
    env,
    detached: true,
    windowsHide: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  child.stdout?.resume();
  child.stderr?.resume();
  return child;
}

/** Ends the whole group; a group that is gone already is no error. */
export function killHost(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
