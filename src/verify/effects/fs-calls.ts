import { constants } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { getCallSites } from "node:util";
import type { Workshop } from "./gate.ts";
import type { Overlay } from "./overlay.ts";
import type { Place } from "./places.ts";
import { real } from "./real-fs.ts";

/** What a call on the consumer's files becomes in the overlay. */
export interface Call {
  readonly args: readonly unknown[];
  readonly what: string;
  /** None: nothing that another instance could change, such as a file of the project that nobody wrote to. */
  readonly point: "read" | "write" | "none";
  /** A file that is written over is empty for a moment: that is a point of its own. */
  readonly before?: { readonly what: string; readonly apply: () => void };
  /** The consumer's view of the result; what else changes. */
  readonly done?: (result: unknown) => unknown;
  /** Paths of the play's folder and the consumer's names for them, for errors. */
  readonly names: readonly (readonly [string, string])[];
}

export interface Files {
  readonly overlay: Overlay;
  readonly workshop: Workshop;
  /** File descriptors that the consumer may write to. */
  readonly descriptors: Map<number, string>;
}

type Make = (files: Files, args: readonly unknown[]) => Call;
type Keep = Parameters<Overlay["writable"]>[1];

export const isPath = (value: unknown): boolean => typeof value === "string" || value instanceof URL || Buffer.isBuffer(value);

/** Calls by the name of their callback form. https://nodejs.org/docs/latest-v24.x/api/fs.html */
export const calls: Readonly<Record<string, Make>> = {
  access: reading("access"),
  exists: reading("exists"),
  stat: reading("stat"),
  lstat: reading("lstat", { follow: false }),
  statfs: reading("statfs"),
  readFile: reading("read"),
  readlink: reading("readlink", { follow: false }),
  realpath: (files, args) => ({ ...reading("realpath")(files, args), done: (path) => (typeof path === "string" ? files.overlay.nameOf(path) : path) }),
  readdir: reading("list"),
  opendir: reading("list"),
  open: (files, args) => open(files, args),
  writeFile: (files, args) => overwriting(files, args, flagOf(args[2], "w")),
  appendFile: changing("append", "content"),
  truncate: changing("truncate", "content"),
  utimes: changing("touch", "content"),
  lutimes: changing("touch", "content"),
  chmod: changing("chmod", "content"),
  lchmod: changing("chmod", "content"),
  chown: changing("chown", "content"),
  lchown: changing("chown", "content"),
  mkdir: (files, args) => {
    const place = files.overlay.locate(args[0], true);
    const recursive = (args[1] as { recursive?: boolean } | undefined)?.recursive === true;
    const there = files.overlay.stateOf(place) !== "absent";
    const call = changing("mkdir", "entry")(files, args);
    return { ...call, point: recursive && there ? "none" : "write", done: (made) => (typeof made === "string" ? files.overlay.nameOf(made) : made) };
  },
  mkdtemp: (files, args) => ({ ...changing("mkdtemp", "nothing")(files, args), done: (path) => files.overlay.nameOf(String(path)) }),
  unlink: removing("unlink"),
  rm: removing("rm"),
  rmdir: (files, args) => {
    const place = files.overlay.locate(args[0], false);
    if (files.overlay.stateOf(place) === "lower" && files.overlay.list(place).length > 0) throw failure("ENOTEMPTY", "directory not empty", "rmdir", String(args[0]));
    return removing("rmdir")(files, args);
  },
  rename: (files, args) => {
    const [from, to] = [files.overlay.locate(args[0], false), files.overlay.locate(args[1], false)];
    const call = between("rename", "tree")(files, args);
    const replaced = files.overlay.stateOf(to) === "lower";
    return {
      ...call,
      done: (result) => {
        files.overlay.remove(from);
        if (replaced) files.overlay.remove(to);
        return result;
      },
    };
  },
  copyFile: between("copy", "content"),
  cp: between("copy", "tree"),
  link: between("link", "content"),
  symlink: (files, args) => {
    const target = resolve(dirname(pathOf(files, args[1])), String(args[0]));
    const source = files.overlay.locate(target, true);
    if (!("rel" in source)) throw refuse(files, "symlink", source.path);
    const call = changing("symlink", "entry")(files, [args[1]]);
    return { ...call, args: [files.overlay.writable(source, "tree"), ...call.args, ...args.slice(2)] };
  },
};

function reading(what: string, { follow = true } = {}): Make {
  return (files, args) => {
    if (!isPath(args[0])) return { args, what, point: "none", names: [] };
    const place = files.overlay.locate(args[0], follow);
    if (place.area === "outside") {
      if (isLoading()) return { args, what, point: "none", names: [] };
      throw refuse(files, what, place.path);
    }
    const state = files.overlay.stateOf(place);
    const path = files.overlay.readable(place);
    const point = state === "lower" || !("rel" in place) || place.area === "temp" ? "none" : "read";
    return { args: [path, ...args.slice(1)], what: label(what, files, place), point, names: [[path, givenName(args[0], place)]] };
  };
}

function changing(what: string, keep: Keep, follow = true): Make {
  return (files, args) => {
    if (!isPath(args[0])) return { args, what: files.descriptors.get(args[0] as number) ?? what, point: files.descriptors.has(args[0] as number) ? "write" : "none", names: [] };
    const place = files.overlay.locate(args[0], follow);
    const path = writable(files, what, place, keep);
    return { args: [path, ...args.slice(1)], what: label(what, files, place), point: "write", names: [[path, givenName(args[0], place)]] };
  };
}

function removing(what: string): Make {
  return (files, args) => {
    const place = files.overlay.locate(args[0], false);
    const call = changing(what, "entry", false)(files, args);
    return {
      ...call,
      done: (result) => {
        files.overlay.remove(place);
        return result;
      },
    };
  };
}

function between(what: string, keep: "content" | "tree"): Make {
  return (files, args) => {
    const from = files.overlay.locate(args[0], what === "copy");
    const to = files.overlay.locate(args[1], what === "copy");
    if (from.area === "outside") throw refuse(files, what, from.path);
    const source = what === "copy" && keep === "content" ? files.overlay.readable(from) : writable(files, what, from, keep);
    const exclusive = what === "copy" && (Number(args[2] ?? 0) & constants.COPYFILE_EXCL) !== 0;
    const target = writable(files, what, to, exclusive ? "entry" : "nothing");
    const names = [
      [source, givenName(args[0], from)],
      [target, givenName(args[1], to)],
    ] as const;
    return { args: [source, target, ...args.slice(2)], what: label(what, files, to), point: "write", names };
  };
}

function overwriting(files: Files, args: readonly unknown[], flag: string): Call {
  if (!isPath(args[0]) || !flag.startsWith("w") || flag.includes("x")) return changing("write", isPath(args[0]) && flag.includes("x") ? "entry" : "content")(files, args);
  const place = files.overlay.locate(args[0], true);
  const full = "rel" in place && files.overlay.stateOf(place) !== "absent" && (real.statSync(files.overlay.readable(place)).size ?? 0) > 0;
  const call = changing("write", "nothing")(files, args);
  const path = String(call.args[0]);
  const before = { what: label("truncate", files, place), apply: () => real.writeFileSync(path, "") };
  return full && !isFolder(files.overlay.readable(place)) ? { ...call, before } : call;
}

function open(files: Files, args: readonly unknown[]): Call {
  const flags = typeof args[1] === "function" ? "r" : (args[1] ?? "r");
  const { writes, truncates, exclusive } = meaningOf(flags as string | number);
  if (!writes) return reading("open")(files, args);
  const place = files.overlay.locate(args[0], true);
  const absent = files.overlay.stateOf(place) === "absent";
  const call = changing("open", exclusive ? "entry" : truncates ? "nothing" : "content")(files, args);
  return { ...call, point: truncates || absent ? "write" : "none" };
}

/** https://nodejs.org/docs/latest-v24.x/api/fs.html#file-system-flags */
export function meaningOf(flags: string | number): { writes: boolean; truncates: boolean; exclusive: boolean } {
  if (typeof flags === "string") {
    return { writes: /[wa+]/.test(flags), truncates: flags.includes("w"), exclusive: flags.includes("x") };
  }
  const has = (flag: number) => (flags & flag) !== 0;
  return {
    writes: has(constants.O_WRONLY | constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC),
    truncates: has(constants.O_TRUNC),
    exclusive: has(constants.O_EXCL),
  };
}

function writable(files: Files, what: string, place: Place, keep: Keep): string {
  const device = place.area === "free" && place.path.startsWith("/dev/");
  if (!("rel" in place) && !device) throw refuse(files, what, place.path);
  return files.overlay.writable(place, keep);
}

function flagOf(options: unknown, fallback: string): string {
  const flag = (options as { flag?: unknown } | null | undefined)?.flag;
  return typeof flag === "string" ? flag : fallback;
}

const isFolder = (path: string): boolean => real.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const pathOf = ({ overlay }: Files, path: unknown): string => overlay.locate(path, false).path;
const label = (what: string, { workshop }: Files, place: Place) => `${what} ${place.area === "project" ? relative(workshop.root, place.path) || "." : place.path}`;

const givenName = (given: unknown, place: Place) => (given instanceof URL ? place.path : String(given));

/** Node reads modules with the same functions; those may lie outside, as linked packages do. */
function isLoading(): boolean {
  return getCallSites(12).some(({ scriptName }) => scriptName.startsWith("node:internal/modules/"));
}

/** Places of the system where nothing of the user's lies: refused without a word. */
const system = /^(\/(etc|usr|lib\w*|opt|bin|sbin|proc|sys|dev|run|snap|nix)(\/|$)|[A-Za-z]:\\(Windows|Program Files))/;
const looks = new Set(["access", "exists", "stat", "lstat", "statfs", "realpath", "readlink"]);

/** Outside of the project nothing is read or written; it is told, for no probe would see it. */
export function refuse({ workshop }: Files, what: string, path: string): Error {
  if (!looks.has(what) && !(system.test(path) && ["read", "open", "list"].includes(what))) workshop.unobserved(`${what} ${path}`);
  return failure("EACCES", "permission denied", what, path);
}

const numbers: Readonly<Record<string, number>> = { EACCES: -13, ENOTEMPTY: -39, EIO: -5 };
const calledBy: Readonly<Record<string, string>> = { read: "open", list: "scandir", append: "open", write: "open", copy: "copyfile" };

export function failure(code: string, text: string, what: string, path: string): Error {
  const syscall = calledBy[what] ?? what;
  return Object.assign(new Error(`${code}: ${text}, ${syscall} '${path}'`), { errno: numbers[code], code, syscall, path });
}
