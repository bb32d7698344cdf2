import type { BigIntStats, Stats } from "node:fs";
import { getCallSites } from "node:util";
import type { Call } from "./fs-calls.ts";
import { real } from "./real-fs.ts";

/** Calls that tell or set when a file was changed. */
export const timed = new Set(["stat", "lstat", "utimes", "lutimes"]);
const stamped = new Set(["writeFile", "appendFile", "truncate", "mkdir", "open", "symlink"]);
const fields = ["atime", "mtime", "ctime", "birthtime"] as const;

/**
 * When files were changed, in virtual time: a lock that is old for the consumer is old on disk as well. Packages keep real time, so
 * to them a file is as old as it is in virtual time.
 */
export function createTimes(virtualNow: () => number) {
  const changed = new Map<number, number>();
  const stamp = (inode: number, ms = virtualNow()) => void changed.set(inode, ms);

  return {
    stamp,
    clear: () => changed.clear(),
    /** After a call was applied: what it tells, or what it changed. */
    applied(name: string, call: Call, args: readonly unknown[], result: unknown): void {
      const shift = call.fromPackage === true ? Date.now() - virtualNow() : 0;
      if (name === "stat" || name === "lstat") {
        const stats = result as Stats | BigIntStats | undefined;
        const ms = stats === undefined ? undefined : changed.get(Number(stats.ino));
        if (stats !== undefined && ms !== undefined) show(stats, ms + shift);
        return;
      }
      const target = name === "copyFile" ? args[1] : args[0];
      const inode = call.point === "none" && name !== "utimes" ? undefined : typeof target === "number" ? undefined : inodeOf(target);
      if (inode === undefined) return;
      if (name === "utimes" || name === "lutimes") stamp(inode, msOf(args[2]) - shift);
      else if (stamped.has(name) || name === "copyFile") stamp(inode);
    },
  };
}

export type Times = ReturnType<typeof createTimes>;

function show(stats: Stats | BigIntStats, ms: number): void {
  const target = stats as unknown as Record<string, unknown>;
  for (const field of fields) {
    target[field] = new Date(ms);
    target[`${field}Ms`] = typeof stats.ino === "bigint" ? BigInt(Math.trunc(ms)) : ms;
    if (typeof stats.ino === "bigint") target[`${field}Ns`] = BigInt(Math.trunc(ms)) * 1_000_000n;
  }
}

const inodeOf = (path: unknown): number | undefined => real.lstatSync(String(path), { throwIfNoEntry: false })?.ino;
const msOf = (time: unknown): number => (time instanceof Date ? time.getTime() : Number(time) * 1000);

const here = import.meta.url;
/** Our own code: its sources, or the bundle with its chunks. */
const own = new URL(/\/(effects|chunks)\/[^/]*$/.test(here) ? ".." : ".", here).href;

/** Is it a package that calls? Asked where the caller is still on the stack. */
export function isPackageCalling(): boolean {
  const caller = getCallSites(16).find(({ scriptName }) => !scriptName.startsWith("node:") && !scriptName.startsWith(own));
  return caller !== undefined && /[\\/]node_modules[\\/]/.test(caller.scriptName);
}
