import type { FileHandle } from "node:fs/promises";
import { badDescriptor, diskError, type Files } from "./fs-access.ts";
import type { Point } from "./gate.ts";
import { real } from "./real-fs.ts";
import type { Any, Named } from "./patching.ts";

type Outside = <T>(run: () => T) => T;

const writes = new Set(["write", "writev", "ftruncate", "futimes", "fchmod", "fchown"]);
const others = ["read", "readv", "fstat", "fsync", "fdatasync", "close"];
const handleWrites = ["write", "writev", "writeFile", "appendFile", "truncate", "utimes", "chmod", "chown"] as const;

/**
 * Calls on an open file: an effect when the consumer opened it for writing. Descriptors are numbers of the whole process: those
 * that the consumer did not open (our own channels) are none to it, but for its standard streams.
 */
export function patchDescriptors(target: Named, files: Files, outside: Outside): void {
  const original = real as unknown as Named;
  const isForeign = (descriptor: unknown) =>
    files.workshop.gate() !== undefined && typeof descriptor === "number" && descriptor > 2 && !files.descriptors.has(descriptor);
  const pointOf = (what: string, name: string, args: readonly unknown[]): Point<unknown> => ({
    sink: "files",
    what,
    write: true,
    local: true,
    apply: () => {
      files.times.stamp(inodeOf(args[0] as number));
      return outside(() => original[`${name}Sync`]!(...args) as unknown);
    },
    failure: () => diskError(what),
  });
  const opened = (descriptor: unknown) => files.descriptors.get(descriptor as number)?.what;
  const blocking =
    (name: string) =>
    (...args: unknown[]) => {
      if (isForeign(args[0])) throw badDescriptor(name);
      const gate = files.workshop.gate();
      const what = opened(args[0]);
      if (name === "close") files.descriptors.delete(args[0] as number);
      if (gate === undefined || what === undefined || !writes.has(name)) return original[`${name}Sync`]!(...args) as unknown;
      return gate.passSync(pointOf(what, name, args));
    };
  const withCallback =
    (name: string) =>
    (...args: unknown[]) => {
      const callback = args.at(-1);
      const answer = (...values: unknown[]) => process.nextTick(callback as Any, ...values);
      if (isForeign(args[0]) && typeof callback === "function") return answer(badDescriptor(name));
      const gate = files.workshop.gate();
      const what = opened(args[0]);
      if (name === "close") files.descriptors.delete(args[0] as number);
      if (gate === undefined || what === undefined || !writes.has(name) || typeof callback !== "function")
        return original[name]!(...args) as unknown;
      gate.pass(pointOf(what, name, args.slice(0, -1))).then(
        (value) => answer(null, value, args[1]),
        (error: unknown) => answer(error),
      );
      return undefined;
    };
  for (const name of [...writes, ...others]) {
    target[`${name}Sync`] = blocking(name);
    target[name] = withCallback(name);
    for (const key of Object.getOwnPropertySymbols(original[name]!)) {
      Object.defineProperty(target[name], key, Object.getOwnPropertyDescriptor(original[name], key)!);
    }
  }
}

const patched = new WeakSet<object>();

/** The class of file handles is reached through the first one only. */
export function patchHandle(handle: FileHandle, files: Files, outside: Outside): void {
  const prototype = Object.getPrototypeOf(handle) as Named;
  if (patched.has(prototype)) return;
  patched.add(prototype);
  for (const name of handleWrites) {
    const original = prototype[name]!;
    prototype[name] = function (this: FileHandle, ...args: unknown[]) {
      const gate = files.workshop.gate();
      const what = files.descriptors.get(this.fd)?.what;
      if (gate === undefined || what === undefined) return Reflect.apply(original, this, args) as unknown;
      const apply = () => {
        files.times.stamp(inodeOf(this.fd));
        return outside(() => Reflect.apply(original, this, args) as unknown);
      };
      return gate.pass({ sink: "files", what, write: true, local: true, apply, failure: () => diskError(what) });
    };
  }
  const close = prototype["close"]!;
  prototype["close"] = function (this: FileHandle) {
    files.descriptors.delete(this.fd);
    return Reflect.apply(close, this, []) as unknown;
  };
}

/** What nobody closed, such as a dead instance's files. */
export function closeAll({ descriptors }: Files): void {
  for (const [descriptor, { inode, handle }] of descriptors) {
    if (handle !== undefined) handle.close().catch(() => {});
    else if (inodeOf(descriptor) === inode) real.closeSync(descriptor);
  }
  descriptors.clear();
}

export function inodeOf(descriptor: number): number {
  try {
    return real.fstatSync(descriptor).ino;
  } catch {
    return -1;
  }
}
