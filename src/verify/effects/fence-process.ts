import childProcess from "node:child_process";
import inspector from "node:inspector";
import { syncBuiltinESMExports } from "node:module";
import { basename, resolve, sep } from "node:path";
import workerThreads from "node:worker_threads";
import { Dead, type Instrument, type Workshop } from "./gate.ts";
import { systemError } from "./refused.ts";
import { isOurs } from "./ours.ts";
import type { Any, Named } from "./patching.ts";

/** What would leave the thread: other programs, other threads, and the end of the process. */
export const processFence: Instrument = {
  client: "child_process",
  docs: "https://nodejs.org/docs/latest-v24.x/api/child_process.html",
  packages: [],
  start: (workshop) => ({
    install() {
      patchPrograms(workshop);
      patchThreads(workshop);
      patchProcess(workshop);
      patchNativeCode(workshop);
      syncBuiltinESMExports();
    },
  }),
};

/** All asynchronous forms, `cluster.fork` included, go through the class's `spawn`. */
function patchPrograms(workshop: Workshop): void {
  const prototype = childProcess.ChildProcess.prototype as unknown as Named;
  const spawn = prototype["spawn"]!;
  // A folder cannot be run: the system itself says EACCES, and streams and events come as always.
  const folder = resolve(sep);
  const note = (file: unknown) => workshop.unobserved(`process ${basename(String(file))}`);
  prototype["spawn"] = function (this: { spawnfile: string }, options: { file: string }) {
    if (isOurs()) return spawn.call(this, options) as unknown;
    note(options.file);
    const result = spawn.call(this, { ...options, file: folder }) as unknown;
    this.spawnfile = options.file;
    return result;
  };
  const target = childProcess as unknown as Named;
  const original = { ...target };
  const shell = process.platform === "win32" ? "cmd.exe" : "/bin/sh";
  const refused = (file: string) => {
    note(file);
    const error = Object.assign(systemError("EACCES", "", `spawnSync ${file}`, file), { spawnargs: [] });
    error.message = `spawnSync ${file} EACCES`;
    return { pid: 0, output: null, stdout: null, stderr: null, status: null, signal: null, error };
  };
  target["spawnSync"] = (file: string, ...more: unknown[]) =>
    isOurs() ? (original["spawnSync"]!(file, ...more) as unknown) : refused(file);
  const thrower = (name: string, fileOf: (given: string) => string) => {
    target[name] = (given: string, ...more: unknown[]) => {
      if (isOurs()) return original[name]!(given, ...more) as unknown;
      const { error, ...rest } = refused(fileOf(given));
      throw Object.assign(error, rest);
    };
  };
  thrower("execSync", () => shell);
  thrower("execFileSync", (file) => file);
}

function patchThreads(workshop: Workshop): void {
  const refusing = <C extends { prototype: object }>(original: C, what: string): C =>
    new Proxy(original, {
      construct(target, args: unknown[], newTarget) {
        if (isOurs()) return Reflect.construct(target as unknown as Any, args, newTarget) as object;
        workshop.unobserved(what);
        throw Object.assign(new Error(`${what} is not available to code under test`), { code: "ERR_WORKER_INIT_FAILED" });
      },
    });
  replaceClass(workerThreads, "Worker", refusing(workerThreads.Worker, "worker thread"));
  // Loaded here: it warns that it is experimental.
  const wasi = process.getBuiltinModule("node:wasi");
  replaceClass(wasi, "WASI", refusing(wasi.WASI, "WASI"));
  replaceClass(inspector, "Session", refusing(inspector.Session, "inspector"));
  const { open } = inspector;
  inspector.open = (...args: Parameters<typeof open>) => {
    if (isOurs()) return open(...args);
    workshop.unobserved("inspector");
    throw systemError("EACCES", "permission denied", "listen");
  };
}

/** Its prototype leads to the replacement, too. */
function replaceClass(exports: object, name: string, replacement: { prototype: object }): void {
  Object.assign(exports, { [name]: replacement });
  Object.defineProperty(replacement.prototype, "constructor", { value: replacement });
}

function patchProcess(workshop: Workshop): void {
  const target = process as unknown as Named;
  const ending = (name: string) => {
    const original = target[name];
    if (original === undefined) return;
    target[name] = (...args: unknown[]) => {
      if (isOurs()) return original.apply(process, args) as unknown;
      return end(`process.${name}(${args.map(String).join(", ")})`);
    };
  };
  const end = (what: string): never => {
    workshop.problem({ kind: "exited", message: what });
    throw new Dead(what);
  };
  for (const name of ["exit", "abort", "reallyExit"]) ending(name);
  const { kill, cwd, chdir, loadEnvFile } = target as Record<string, Any>;
  const refuseSignal = (pid: unknown): never => {
    workshop.unobserved(`signal to process ${String(pid)}`);
    throw Object.assign(new Error("kill EPERM"), { errno: -1, code: "EPERM", syscall: "kill" });
  };
  target["kill"] = (pid: number, signal: string | number = "SIGTERM") => {
    if (isOurs()) return kill!.call(process, pid, signal) as unknown;
    if (signal === 0 && pid === process.pid) return true;
    return pid === process.pid || pid === 0 ? end(`process.kill(${pid}, ${signal})`) : refuseSignal(pid);
  };
  for (const name of ["_kill", "_debugProcess", "_debugEnd"]) {
    const original = target[name];
    if (original)
      target[name] = (pid: number, ...more: unknown[]) =>
        isOurs() ? (original.call(process, pid, ...more) as unknown) : refuseSignal(pid);
  }
  // The environment is what the settings say; the file is not read.
  target["loadEnvFile"] = (...path: unknown[]) => (isOurs() ? (loadEnvFile!.apply(process, path) as unknown) : undefined);
  target["cwd"] = () => (workshop.gate() === undefined ? (cwd!.call(process) as unknown) : workshop.root);
  target["chdir"] = (folder: string) => {
    if (isOurs()) return chdir!.call(process, folder) as unknown;
    if (resolve(workshop.root, folder) === workshop.root) return undefined;
    throw Object.assign(new Error("process.chdir() is not supported in workers"), { code: "ERR_WORKER_UNSUPPORTED_OPERATION" });
  };
}

/** Native code that writes files or speaks to servers by itself. */
const nativeClients =
  /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?(?:sqlite3|node-rdkafka|kafka-javascript|leveldown|classic-level|rocksdb|lmdb|duckdb|node-api|zeromq|pg-native|libpq|libsql|couchbase|oracledb|ibm_db|odbc|node-libcurl))[\\/]|(libquery_engine|query_engine)[\w.-]*\.node$/;

function nativeClient(file: string): string | undefined {
  const found = nativeClients.exec(file);
  return found === null ? undefined : (found[1] ?? found[2]);
}

function patchNativeCode(workshop: Workshop): void {
  const target = process as unknown as Named;
  const original = target["dlopen"]!;
  target["dlopen"] = (module: unknown, file: string, ...more: unknown[]) => {
    const client = isOurs() ? undefined : nativeClient(file);
    if (client === undefined) return original.call(process, module, file, ...more) as unknown;
    workshop.unobserved(`native code of ${client}`);
    throw Object.assign(new Error(`${file}: its effects cannot be seen; not loaded`), { code: "ERR_DLOPEN_FAILED" });
  };
}
