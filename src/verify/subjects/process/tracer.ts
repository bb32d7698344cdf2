import { statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Points, Visit } from "./points.ts";
import { straceLines, type SystemCall } from "./strace.ts";

/** Files of the state folder that the consumer was seen to open, by what they are. */
export interface KnownFiles {
  /** Relative to the state folder, with `-journal`, `-wal` and `-shm`. */
  readonly databases: readonly string[];
  /** Written to as they are. */
  readonly plain: readonly string[];
}

const databasePart = /-(?:journal|wal|shm)$/;
const readingCalls = new Set(["read", "pread64", "readv", "preadv"]);
const making = /^(?:open|creat|mkdir|link|symlink)/;
const syncing = new Set(["fsync", "fdatasync"]);

/** The main file of a database: `app.db` of `app.db-wal`. */
export const mainFile = (path: string): string => path.replace(databasePart, "");

/** What a process does to its files, as effects of the delivery that is in work: a transaction of a database, a write to a file. */
export function createTracer(
  points: Points,
  instance: string,
  state: string,
  files: KnownFiles,
  pid: () => number,
): (chunk: string) => void {
  const databases = new Set(files.databases.map(mainFile));
  let open: { readonly file: string; readonly visit: Visit } | undefined;
  let lastRead: string | undefined;
  let last: SystemCall | undefined;
  const made = new Set<string>();

  /** The call that has just been made: an effect, or nothing new. */
  async function happened({ name, paths, text }: SystemCall): Promise<void> {
    const path = paths.map((each) => within(each, state)).findLast((each) => each !== undefined);
    if (path === undefined) return;
    const file = mainFile(path);
    if (databases.has(file)) {
      lastRead = undefined;
      return readingCalls.has(name) || making.test(name) ? undefined : transaction(name, path, file);
    }
    if (syncing.has(name) || (making.test(name) && !makes(name, text, path))) return;
    open = undefined;
    const reads = readingCalls.has(name);
    if (reads && lastRead === path) return;
    lastRead = reads ? path : undefined;
    const visit = await points.reach(
      instance,
      reads
        ? { sink: "files", what: `read ${path}`, write: false, strikes: [] }
        : { sink: "files", what: `${making.test(name) ? "make" : "write"} ${path}`, write: true, strikes: ["crash after"] },
    );
    if (visit.turn === "go") await points.applied(instance, visit);
  }

  /** A new entry of a folder. A file that is opened to be made where it is missing is new while it is empty. */
  function makes(name: string, text: string, path: string): boolean {
    if (!/^(?:open|creat)/.test(name) || text.includes("O_EXCL")) return true;
    if (made.has(path) || (name !== "creat" && !text.includes("O_CREAT"))) return false;
    made.add(path);
    return statSync(join(state, path), { throwIfNoEntry: false })?.size === 0;
  }

  /**
   * The first write of a transaction, to its journal, comes with its first statement. Where other effects follow before its commit
   * begins (the journal is synced, the file itself is written) the commit is an effect of its own. The end of the journal is just after it.
   */
  async function transaction(name: string, path: string, file: string): Promise<void> {
    const isNew = open?.file !== file;
    const commits =
      !isNew && (path === file || syncing.has(name)) && open!.visit.work !== undefined && open!.visit.work.effects > open!.visit.n;
    if (isNew || commits) {
      const what = `${isNew ? "write" : "commit"} ${file}`;
      const visit = await points.reach(instance, { sink: `sqlite:${file}`, what, write: true, strikes: ["crash before"] });
      if (visit.turn !== "go") return;
      open = { file, visit };
      points.defer(instance, visit);
    }
    const ended = path.endsWith("-journal") && /^unlink|^ftruncate/.test(name);
    if (!ended) return;
    const { visit } = open!;
    open = undefined;
    await points.applied(instance, visit);
  }

  return straceLines(
    {
      call(call) {
        if (call.name !== "fcntl") last = call.failed ? undefined : call;
        // A lock that is given back ends a transaction: what is written next belongs to another one.
        else if (!call.failed && call.text.includes("F_UNLCK") && isLockOf(call, state, open?.file)) open = undefined;
      },
      stopped(resume) {
        const call = last;
        if (call === undefined) return resume();
        void happened(call).then(resume, resume);
      },
    },
    pid,
  );
}

/** In WAL mode the lock of the writer is one byte of the index file. https://www.sqlite.org/walformat.html#wal_locks */
function isLockOf({ paths, text }: SystemCall, state: string, file: string | undefined): boolean {
  const path = within(paths[0] ?? "", state);
  if (file === undefined || path === undefined || mainFile(path) !== file) return false;
  return path.endsWith("-shm") ? /l_start=120\b/.test(text) : true;
}

export function within(path: string, folder: string): string | undefined {
  return path.startsWith(folder + sep) ? path.slice(folder.length + 1) : undefined;
}
