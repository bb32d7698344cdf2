import type { FileHandle } from "node:fs/promises";
import { sep } from "node:path";
import { getCallSites } from "node:util";
import type { Logs } from "./fs-logs.ts";
import type { Times } from "./fs-times.ts";
import type { Workshop } from "./gate.ts";
import type { Overlay } from "./overlay.ts";
import type { Place } from "./places.ts";
import { systemError } from "./refused.ts";

export interface Files {
  readonly overlay: Overlay;
  readonly workshop: Workshop;
  /** Files that the consumer has open. */
  readonly descriptors: Map<number, Opened>;
  readonly logs: Logs;
  readonly times: Times;
}

export interface Opened {
  /** What a write is called; undefined: not opened for writing, or a log. */
  readonly what: string | undefined;
  /** Descriptors are numbers of the whole process: before one is closed for a dead instance, it must still be the same file. */
  readonly inode: number;
  readonly handle?: FileHandle;
}

export const isPath = (value: unknown): boolean => typeof value === "string" || value instanceof URL || Buffer.isBuffer(value);
export const givenName = (given: unknown, place: Place): string => (given instanceof URL ? place.path : String(given));

/**
 * Outside of the project only packages are read: where Node's permission model is on, it knows them (linked packages too); where
 * it is not, only Node itself may, while it loads a module. https://nodejs.org/docs/latest-v24.x/api/permissions.html
 */
export function mayRead(path: string): boolean {
  const { permission } = process as { permission?: { has(scope: string, reference?: string): boolean } };
  if (permission !== undefined) return permission.has("fs.read", path);
  return getCallSites(12).some(({ scriptName }) => scriptName.startsWith("node:internal/modules/"));
}

/** Places of the system where nothing of the user's lies: a read is refused without a word. */
const system = /^(\/(etc|usr|lib\w*|opt|bin|sbin|proc|sys|dev|run|snap|nix)(\/|$)|[A-Za-z]:\\(Windows|Program Files))/;
const looks = new Set(["access", "exists", "stat", "lstat", "statfs", "realpath", "readlink"]);
const reads = new Set(["read", "open", "list"]);
const calledBy: Readonly<Record<string, string>> = { read: "open", list: "scandir", append: "open", write: "open", copy: "copyfile" };

/** Refused, and told: no probe would see it. */
export function refuse({ workshop }: Files, what: string, path: string): Error {
  // Whoever makes a path folder by folder begins above the project.
  if (what === "mkdir" && workshop.root.startsWith(path.endsWith(sep) ? path : path + sep))
    return systemError("EEXIST", "file already exists", what, path);
  if (!looks.has(what) && !(system.test(path) && reads.has(what))) workshop.unobserved(`${what} ${path}`);
  return systemError("EACCES", "permission denied", calledBy[what] ?? what, path);
}

/** Descriptors are numbers of the whole process: one that the consumer did not open is none to it, but for the standard streams. */
export function checkDescriptor({ descriptors }: Files, descriptor: unknown, what: string): void {
  if (typeof descriptor === "number" && descriptor > 2 && !descriptors.has(descriptor)) throw badDescriptor(calledBy[what] ?? what);
}

export const badDescriptor = (syscall: string) => systemError("EBADF", "bad file descriptor", syscall);

/** A fault of the disk, as the call would report it. */
export function diskError(what: string): Error {
  const [verb = "", ...path] = what.split(" ");
  return systemError("EIO", "i/o error", calledBy[verb] ?? verb, path.join(" "));
}
