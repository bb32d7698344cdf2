import { constants } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { checkDescriptor, isPath, type Files, givenName, mayRead, refuse } from "./fs-access.ts";
import type { Overlay } from "./overlay.ts";
import type { Place } from "./places.ts";
import { real } from "./real-fs.ts";
import { systemError } from "./refused.ts";

/** What a call on the consumer's files becomes in the overlay. Making it changes nothing; `prepare` is part of the effect. */
export interface Call {
  readonly what: string;
  /** None: nothing that another instance could change, such as a file of the project that nobody wrote to. */
  readonly point: "read" | "write" | "none";
  /** A file that is written over is empty for a moment: that is a point of its own. */
  readonly before?: { readonly what: string; readonly apply: () => void };
  /** A package asks for, or sets, the time of a file: it keeps real time. */
  readonly fromPackage?: boolean;
  /** A logging library's own file. */
  readonly log?: true;
  prepare(): Prepared;
  /** The consumer's view of the result; what else changes. */
  readonly done?: (result: unknown) => unknown;
}

export interface Prepared {
  readonly args: readonly unknown[];
  /** Paths of the play's folder and the consumer's names for them, for errors. */
  readonly names?: readonly (readonly [string, string])[];
}

type Make = (files: Files, args: readonly unknown[]) => Call;
type Keep = Parameters<Overlay["writable"]>[1];

/** Calls by the name of their callback form. https://nodejs.org/docs/latest-v24.x/api/fs.html */
export const calls: Readonly<Record<string, Make>> = {
  access: reading("access"),
  exists: reading("exists"),
  stat: reading("stat"),
  lstat: reading("lstat", false),
  statfs: reading("statfs"),
  readFile: reading("read"),
  readlink: reading("readlink", false),
  realpath: (files, args) => ({ ...reading("realpath")(files, args), done: asNamed(files) }),
  readdir: reading("list"),
  opendir: reading("list"),
  open,
  writeFile,
  appendFile: changing("append", "content"),
  truncate: changing("truncate", "content"),
  utimes: changing("touch", "content"),
  lutimes: changing("touch", "content"),
  chmod: changing("chmod", "content"),
  lchmod: changing("chmod", "content"),
  chown: changing("chown", "content"),
  lchown: changing("chown", "content"),
  mkdir: (files, args) => {
    const recursive = (args[1] as { recursive?: boolean } | undefined)?.recursive === true;
    const there = files.overlay.stateOf(files.overlay.locate(args[0], true)) !== "absent";
    return { ...changing("mkdir", "content")(files, args), point: recursive && there ? "none" : "write", done: asNamed(files) };
  },
  mkdtemp: (files, args) => ({ ...changing("mkdtemp", "nothing")(files, args), done: asNamed(files) }),
  unlink: removing("unlink"),
  rm: removing("rm"),
  rmdir: removing("rmdir"),
  rename,
  copyFile: between("copy", "content"),
  cp: between("copy", "tree"),
  link: between("link", "content"),
  symlink: (files, args) => {
    const target = resolve(dirname(files.overlay.locate(args[1], false).path), String(args[0]));
    const source = files.overlay.locate(target, true);
    if (!("rel" in source)) throw refuse(files, "symlink", source.path);
    const call = changing("symlink", "content")(files, [args[1]]);
    const prepare = () => ({ args: [files.overlay.writable(source, "tree"), ...call.prepare().args, ...args.slice(2)] });
    return { ...call, prepare };
  },
};

const asNamed = (files: Files) => (path: unknown) => (typeof path === "string" ? files.overlay.nameOf(path) : path);
const label = (what: string, { workshop }: Files, place: Place) =>
  `${what} ${place.area === "project" ? relative(workshop.root, place.path) || "." : place.path}`;

function reading(what: string, follow = true): Make {
  return (files, args) => {
    if (!isPath(args[0])) {
      checkDescriptor(files, args[0], what);
      return { what, point: "none", prepare: () => ({ args }) };
    }
    const place = files.overlay.locate(args[0], follow);
    if (place.area === "outside") {
      if (!mayRead(place.target)) throw refuse(files, what, place.path);
      return { what, point: "none", prepare: () => ({ args }) };
    }
    const known = files.overlay.stateOf(place) === "lower" || !("rel" in place) || place.area === "temp";
    const prepare = (): Prepared => {
      if (what === "read" || what === "open") files.overlay.use(place);
      const path = files.overlay.readable(place);
      return { args: [path, ...args.slice(1)], names: [[path, givenName(args[0], place)]] };
    };
    return { what: label(what, files, place), point: known ? "none" : "read", prepare };
  };
}

/** `exclusive`: fails where something is already. */
function changing(what: string, keep: Keep | "exclusive", follow = true): Make {
  return (files, args) => {
    if (!isPath(args[0])) {
      checkDescriptor(files, args[0], what);
      const opened = files.descriptors.get(args[0] as number)?.what;
      return { what: opened ?? what, point: opened === undefined ? "none" : "write", prepare: () => ({ args }) };
    }
    const place = writablePlace(files, what, args[0], follow);
    const prepare = (): Prepared => {
      if (keep === "exclusive" && files.overlay.stateOf(place) !== "absent")
        throw systemError("EEXIST", "file already exists", "open", String(args[0]));
      const path = files.overlay.writable(place, keep === "exclusive" ? "nothing" : keep);
      return { args: [path, ...args.slice(1)], names: [[path, givenName(args[0], place)]] };
    };
    return { what: label(what, files, place), point: "write", prepare };
  };
}

function removing(what: string): Make {
  return (files, args) => {
    const place = writablePlace(files, what, args[0], false);
    const call = changing(what, what === "rmdir" ? "content" : "entry", false)(files, args);
    return {
      ...call,
      prepare: () => {
        const full = what === "rmdir" && files.overlay.stateOf(place) === "lower" && files.overlay.list(place).length > 0;
        if (full) throw systemError("ENOTEMPTY", "directory not empty", what, String(args[0]));
        return call.prepare();
      },
      done: (result) => {
        files.overlay.remove(place);
        return result;
      },
    };
  };
}

function rename(files: Files, args: readonly unknown[]): Call {
  const [from, to] = [files.overlay.locate(args[0], false), files.overlay.locate(args[1], false)];
  return {
    ...between("rename", "tree")(files, args),
    done: (result) => {
      files.overlay.remove(from);
      if (files.overlay.isFolder(to)) files.overlay.remove(to);
      return result;
    },
  };
}

function between(what: string, keep: "content" | "tree"): Make {
  return (files, args) => {
    const copies = what === "copy";
    const from = copies ? files.overlay.locate(args[0], true) : writablePlace(files, what, args[0], false);
    const to = writablePlace(files, what, args[1], copies);
    if (from.area === "outside" && !mayRead(from.target)) throw refuse(files, what, from.path);
    const exclusive = copies && (Number(args[2] ?? 0) & constants.COPYFILE_EXCL) !== 0;
    const prepare = (): Prepared => {
      files.overlay.use(from);
      const outside = from.area === "outside" ? from.path : undefined;
      const source = outside ?? (copies && keep === "content" ? files.overlay.readable(from) : files.overlay.writable(from, keep));
      if (exclusive && files.overlay.stateOf(to) !== "absent")
        throw systemError("EEXIST", "file already exists", "copyfile", String(args[1]));
      const target = files.overlay.writable(to, "nothing");
      const names = [
        [source, givenName(args[0], from)],
        [target, givenName(args[1], to)],
      ] as const;
      return { args: [source, target, ...args.slice(2)], names };
    };
    return { what: label(what, files, to), point: "write", prepare };
  };
}

function writeFile(files: Files, args: readonly unknown[]): Call {
  const flag = (args[2] as { flag?: unknown } | null | undefined)?.flag ?? "w";
  const { truncates, exclusive } = meaningOf(flag as string | number);
  if (!isPath(args[0]) || !truncates || exclusive) return changing("write", exclusive ? "exclusive" : "content")(files, args);
  const place = files.overlay.locate(args[0], true);
  const call = changing("write", "nothing")(files, args);
  const size =
    "rel" in place && !files.overlay.isFolder(place)
      ? (real.statSync(files.overlay.readable(place), { throwIfNoEntry: false })?.size ?? 0)
      : 0;
  const apply = () => real.writeFileSync(files.overlay.writable(place, "nothing"), "");
  return size > 0 ? { ...call, before: { what: label("truncate", files, place), apply } } : call;
}

function open(files: Files, args: readonly unknown[]): Call {
  const { writes, truncates, exclusive } = meaningOf((args[1] ?? "r") as string | number);
  if (!writes) return reading("open")(files, args);
  const absent = files.overlay.stateOf(files.overlay.locate(args[0], true)) === "absent";
  const call = changing("open", exclusive ? "exclusive" : truncates ? "nothing" : "content")(files, args);
  return { ...call, point: truncates || absent ? "write" : "none" };
}

/** https://nodejs.org/docs/latest-v24.x/api/fs.html#file-system-flags */
export function meaningOf(flags: string | number): { writes: boolean; truncates: boolean; exclusive: boolean } {
  if (typeof flags === "string") return { writes: /[wa+]/.test(flags), truncates: flags.includes("w"), exclusive: flags.includes("x") };
  const has = (flag: number) => (flags & flag) !== 0;
  return {
    writes: has(constants.O_WRONLY | constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC),
    truncates: has(constants.O_TRUNC),
    exclusive: has(constants.O_EXCL),
  };
}

function writablePlace(files: Files, what: string, given: unknown, follow: boolean): Place {
  const place = files.overlay.locate(given, follow);
  const device = place.area === "free" && place.path.startsWith("/dev/");
  if (!("rel" in place) && !device) throw refuse(files, what, place.path);
  return place;
}
