import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ToolError } from "../tool.ts";
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
  mkdirSync(dirname(file), { recursive: true });
  const deadline = Date.now() + patienceMs;
  while (!take(file)) {
    const owner = ownerOf(file);
    if (owner !== undefined && !isAlive(owner)) rmSync(file, { force: true });
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
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
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
