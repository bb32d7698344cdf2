import { randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ToolError } from "../tool.ts";
import { onDisk } from "./disk.ts";
import { confine, writeWhole } from "./files.ts";

/** Where everything lies that is not committed: plans, runs, reports, what was discarded. */
export const ownFolder = ".godmode/event";
const ignored = ["plans/", "runs/", "report/", "embedded/", "journal/", "discarded/"];
export const ownIgnoreFile = `${ownFolder}/.gitignore`;

/** Creates the folder with the .gitignore that keeps its working files out of commits. */
export function openOwnFolder(root: string): void {
  if (!existsSync(join(root, ownIgnoreFile))) writeWhole(root, ownIgnoreFile, `${ignored.join("\n")}\n`);
}

const patienceMs = 2000;

/** Runs `body` while no other process of ours does the same in this repository. A lock whose process is gone is taken over. */
export async function withLock<T>(root: string, name: string, body: () => Promise<T>): Promise<T> {
  openOwnFolder(root);
  const file = confine(root, `${ownFolder}/runs/${name}.lock`);
  onDisk(`${ownFolder}/runs`, () => mkdirSync(dirname(file), { recursive: true }));
  const deadline = Date.now() + patienceMs;
  while (!take(file)) {
    const owner = ownerOf(file);
    if (isAbandoned(file, owner)) takeAway(file, owner);
    else if (Date.now() > deadline) {
      const who = owner === undefined ? "Another process" : `Process ${owner}`;
      throw new ToolError(
        "TIMEOUT",
        `${who} is doing the same here.`,
        `It holds ${ownFolder}/runs/${name}.lock.`,
        `Wait until it is done, then call again; remove ${ownFolder}/runs/${name}.lock if nothing is running.`,
      );
    } else await sleep(50);
  }
  try {
    return await body();
  } finally {
    if (ownerOf(file) === process.pid) rmSync(file, { force: true });
  }
}

/** No run of ours takes that long: the owner's number belongs to another process by now. */
const longestMs = 15 * 60_000;
/** A lock is written at once; one that names nobody for longer was cut off. */
const writingMs = 5000;

function isAbandoned(file: string, owner: number | undefined): boolean {
  if (owner !== undefined && !isAlive(owner)) return true;
  const since = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return since !== undefined && Date.now() - since > (owner === undefined ? writingMs : longestMs);
}

/** Of several that find the lock abandoned only one takes it away: who catches a fresh one puts it back. */
function takeAway(file: string, owner: number | undefined): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (ownerOf(aside) !== owner) linkSync(aside, file);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    return onDisk(file, () => {
      throw error;
    });
  }
}

/** The process that holds a lock; undefined while it is being written or when it holds nothing readable. */
function ownerOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
