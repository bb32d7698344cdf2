import fs from "node:fs";
import { AsyncLocalStorage } from "node:async_hooks";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";
import { diskError, type Files, isPath } from "./fs-access.ts";
import { type Call, calls, meaningOf, type Prepared } from "./fs-calls.ts";
import { closeAll, inodeOf, patchDescriptors, patchHandle } from "./fs-descriptors.ts";
import { filesOf } from "./fs-observed.ts";
import { list } from "./fs-lists.ts";
import { createLogs } from "./fs-logs.ts";
import { createTimes, isPackageCalling, timed } from "./fs-times.ts";
import type { Gate, Instrument } from "./gate.ts";
import { overlayOf } from "./overlay.ts";
import { real } from "./real-fs.ts";
import type { Any, Named } from "./patching.ts";

/** The consumer's files: written to the play's own folder, read from there and from the project. */
export const fileSystem: Instrument = {
  client: "fs",
  docs: "https://nodejs.org/docs/latest-v24.x/api/fs.html",
  packages: [],
  start(workshop) {
    const overlay = overlayOf(workshop);
    const logs = createLogs((path) => workshop.assume(`${basename(path)} is a log: a line more is no effect.`));
    const files: Files = { overlay, workshop, descriptors: new Map(), logs, times: createTimes(() => workshop.now()) };
    const outside = AsyncLocalStorage.snapshot();
    const original = real as unknown as Named;

    const opened = (descriptor: number, call: Call, flags: unknown, handle?: fs.promises.FileHandle): void => {
      const writes = call.log !== true && meaningOf((flags ?? "r") as string).writes;
      const what = writes ? call.what.replace(/^open/, "write") : undefined;
      files.descriptors.set(descriptor, { what, inode: inodeOf(descriptor), ...(handle && { handle }) });
    };
    /** All forms run the blocking one at their point: what a play does must not depend on the thread pool. */
    const perform = (name: string, call: Call): unknown =>
      outside(() => {
        let prepared: Prepared = { args: [] };
        try {
          prepared = call.prepare();
          const lists = name === "readdir" || name === "opendir";
          const result = (lists ? list(files, name, prepared) : original[`${name}Sync`]!(...prepared.args)) as unknown;
          if (name === "open") opened(result as number, call, prepared.args[1]);
          files.times.applied(name, call, prepared.args, result);
          return call.done ? call.done(result) : result;
        } catch (error) {
          throw renamed(error, prepared);
        }
      });
    const pointOf = (name: string, call: Call) => ({
      sink: "files",
      what: call.what,
      write: call.point === "write",
      local: true as const,
      apply: () => perform(name, call),
      failure: () => diskError(call.what),
    });
    const emptying = ({ what, apply }: NonNullable<Call["before"]>) => ({
      sink: "files",
      what,
      write: true,
      local: true as const,
      apply: () => outside(apply),
      failure: () => diskError(what),
    });
    const isLog = (path: unknown) => isPath(path) && logs.isLog(overlay.locate(path, true));
    const asked = (name: string, args: readonly unknown[]) => ({ log: isLog(args[0]), fromPackage: timed.has(name) && isPackageCalling() });
    const make = (name: string, args: readonly unknown[], { log, fromPackage } = asked(name, args)): Call => {
      const { before, ...made } = calls[name]!(files, args);
      const call = { ...made, fromPackage };
      if (log) return { ...call, point: "none", log };
      return before === undefined ? call : { ...call, before };
    };
    const now = (gate: Gate, name: string, args: readonly unknown[]): unknown => {
      const call = make(name, args);
      if (call.before) gate.passSync(emptying(call.before));
      return call.point === "none" ? perform(name, call) : gate.passSync(pointOf(name, call));
    };
    const soon = async (gate: Gate, name: string, args: readonly unknown[]): Promise<unknown> => {
      const by = asked(name, args);
      const call = make(name, await settled(name, args), by);
      if (call.before) await gate.pass(emptying(call.before));
      return call.point === "none" ? perform(name, call) : gate.pass(pointOf(name, call));
    };

    const blocking = (name: string): Any => {
      const straight = original[`${name}Sync`]!;
      return function (this: unknown, ...args: unknown[]) {
        const gate = workshop.gate();
        if (gate === undefined) return Reflect.apply(straight, this, args);
        if (name !== "exists") return now(gate, name, args);
        try {
          return now(gate, name, args);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === "EACCES") return false;
          throw error;
        }
      };
    };
    const withCallback = (name: string): Any => {
      const straight = original[name]!;
      return function (this: unknown, ...args: unknown[]) {
        const gate = workshop.gate();
        const callback = args.at(-1);
        if (gate === undefined || typeof callback !== "function") return Reflect.apply(straight, this, args);
        const answer = (...values: unknown[]) => process.nextTick(callback, ...values);
        const exists = name === "exists";
        soon(gate, name, args.slice(0, -1)).then(
          (value) => (exists ? answer(value) : answer(null, value)),
          (error: unknown) => (exists ? answer(false) : answer(error)),
        );
        return undefined;
      };
    };
    const promised = (name: string): Any => {
      const straight = (real.promises as unknown as Named)[name]!;
      return async function (this: unknown, ...args: unknown[]) {
        const gate = workshop.gate();
        if (gate === undefined) return Reflect.apply(straight, this, args) as unknown;
        if (name !== "open") return soon(gate, name, args);
        const call = make("open", args);
        const apply = async () => {
          const prepared = outside(() => call.prepare());
          try {
            const handle = (await outside(() => straight(...prepared.args) as unknown)) as fs.promises.FileHandle;
            patchHandle(handle, files, outside);
            opened(handle.fd, call, prepared.args[1], handle);
            return handle;
          } catch (error) {
            throw renamed(error, prepared);
          }
        };
        return call.point === "none" ? apply() : gate.pass({ ...pointOf(name, call), apply });
      };
    };

    return {
      install() {
        const target = fs as unknown as Named;
        const promises = fs.promises as unknown as Named;
        for (const name of Object.keys(calls)) {
          if (original[`${name}Sync`]) target[`${name}Sync`] = like(original[`${name}Sync`]!, blocking(name));
          if (original[name]) target[name] = like(original[name], withCallback(name));
          if (promises[name]) promises[name] = like(promises[name], promised(name));
        }
        const { createWriteStream, openAsBlob } = real;
        target["openAsBlob"] = async (path: string, ...more: []) => {
          const gate = workshop.gate();
          return openAsBlob(gate === undefined ? path : (make("readFile", [path]).prepare().args[0] as string), ...more);
        };
        target["createWriteStream"] = (...args: Parameters<typeof createWriteStream>) => {
          // Asked here, where the caller is known: the stream opens its file later.
          if (workshop.gate() !== undefined) isLog(args[0]);
          return createWriteStream(...args);
        };
        patchDescriptors(target, files, outside);
        syncBuiltinESMExports();
      },
      begin() {
        closeAll(files);
        files.times.clear();
        overlay.clear();
      },
      observe: () => ({ files: filesOf(overlay, logs) }),
    };
  },
};

/** Data that comes bit by bit is awaited first; a FileHandle stands for its descriptor. */
async function settled(name: string, args: readonly unknown[]): Promise<readonly unknown[]> {
  const [path, data, ...rest] = args;
  const target = isPath(path) ? path : ((path as { fd?: unknown } | null)?.fd ?? path);
  if ((name !== "writeFile" && name !== "appendFile") || typeof data === "string" || ArrayBuffer.isView(data))
    return [target, ...args.slice(1)];
  const chunks: Buffer[] = [];
  for await (const chunk of data as AsyncIterable<string | Uint8Array>) chunks.push(Buffer.from(chunk as string));
  return [target, Buffer.concat(chunks), ...rest];
}

/** Keeps what `util.promisify` and others look for. */
function like(original: Any, patched: Any): Any {
  for (const key of [...Object.getOwnPropertySymbols(original), "native", "length", "name"] as const) {
    const descriptor = Object.getOwnPropertyDescriptor(original, key);
    if (descriptor)
      Object.defineProperty(patched, key, descriptor.writable && key === "native" ? { ...descriptor, value: patched } : descriptor);
  }
  return patched;
}

/** An error speaks of the paths that the consumer gave. */
function renamed(error: unknown, { names = [] }: Prepared): unknown {
  if (!(error instanceof Error)) return error;
  const fields = error as NodeJS.ErrnoException & { dest?: string };
  for (const [ours, theirs] of names) {
    error.message = error.message.replaceAll(ours, theirs);
    if (fields.path === ours) fields.path = theirs;
    if (fields.dest === ours) fields.dest = theirs;
  }
  return error;
}
