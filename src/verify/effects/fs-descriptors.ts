import type { FileHandle } from "node:fs/promises";
import { diskError, type Files } from "./fs-access.ts";
import type { Point } from "./gate.ts";
import { real } from "./real-fs.ts";

type Any = (...args: any[]) => any;
type Named = Record<string, Any>;
type Outside = <T>(run: () => T) => T;

const writes = ["write", "writev", "ftruncate", "futimes", "fchmod", "fchown"] as const;
const handleWrites = ["write", "writev", "writeFile", "appendFile", "truncate", "utimes", "chmod", "chown"] as const;

/** Calls on an open file: an effect when the consumer opened it for writing. */
export function patchDescriptors(target: Named, files: Files, outside: Outside): void {
  const original = real as unknown as Named;
  const pointOf = (descriptor: number, name: string, args: readonly unknown[]): Point<unknown> => ({
    sink: "files",
    what: files.descriptors.get(descriptor)!,
    write: true,
    apply: () => outside(() => original[`${name}Sync`]!(descriptor, ...args) as unknown),
    failure: () => diskError(files.descriptors.get(descriptor)!),
  });
  for (const name of writes) {
    target[`${name}Sync`] = (descriptor: number, ...args: unknown[]) => {
      const gate = files.workshop.gate();
      if (gate === undefined || !files.descriptors.has(descriptor)) return original[`${name}Sync`]!(descriptor, ...args);
      return gate.passSync(pointOf(descriptor, name, args));
    };
    target[name] = (descriptor: number, ...args: unknown[]) => {
      const gate = files.workshop.gate();
      const callback = args.at(-1);
      if (gate === undefined || typeof callback !== "function" || !files.descriptors.has(descriptor))
        return original[name]!(descriptor, ...args);
      const answer = (...values: unknown[]) => process.nextTick(callback as Any, ...values);
      gate.pass(pointOf(descriptor, name, args.slice(0, -1))).then(
        (value) => answer(null, value, args[0]),
        (error: unknown) => answer(error),
      );
    };
    for (const key of Object.getOwnPropertySymbols(original[name]!)) {
      Object.defineProperty(target[name], key, Object.getOwnPropertyDescriptor(original[name], key)!);
    }
  }
  target["closeSync"] = (descriptor: number) => {
    files.descriptors.delete(descriptor);
    return original["closeSync"]!(descriptor);
  };
  target["close"] = (descriptor: number, ...callback: unknown[]) => {
    files.descriptors.delete(descriptor);
    return original["close"]!(descriptor, ...callback);
  };
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
      const what = files.descriptors.get(this.fd);
      if (gate === undefined || what === undefined) return Reflect.apply(original, this, args) as unknown;
      const apply = () => outside(() => Reflect.apply(original, this, args) as unknown);
      return gate.pass({ sink: "files", what, write: true, apply, failure: () => diskError(what) });
    };
  }
  const close = prototype["close"]!;
  prototype["close"] = function (this: FileHandle) {
    files.descriptors.delete(this.fd);
    return Reflect.apply(close, this, []) as unknown;
  };
}
