import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Fault } from "../../play.ts";
import type { Work } from "./points.ts";

/** Locks SQLite files, so that a write to one fails from outside: the one failure that a file can be given. */
export interface SqliteLock {
  /** Where the write of this delivery is to fail: nobody else begins to write from now on. */
  hold(work: Work): void;
  /** It writes all the same, and stands still: it cannot commit. Of a write-ahead log it can. */
  catch(work: Work): void;
  /** True: it was locked for this delivery. */
  release(work: Work): boolean;
  end(): void;
}

/**
 * `folder`: where the files lie. With a RESERVED lock others read, and a writer is refused as busy; with a SHARED one a writer is
 * refused when it commits. https://www.sqlite.org/lockingv3.html
 */
export function createSqliteLock(folder: string): SqliteLock {
  let held: { readonly index: number; readonly database: DatabaseSync } | undefined;

  function end(): void {
    // Its transaction ends with it.
    held?.database.close();
    held = undefined;
  }

  function take({ index, fault }: Work, lock: (database: DatabaseSync) => boolean): void {
    const file = lockedFor(fault);
    if (file === undefined || held?.index === index || !existsSync(join(folder, file))) return;
    end();
    const { DatabaseSync: Database } = createRequire(import.meta.url)("node:sqlite") as { DatabaseSync: typeof DatabaseSync };
    const database = new Database(join(folder, file));
    try {
      if (lock(database)) held = { index, database };
    } catch {
      // The consumer itself writes just now.
    } finally {
      if (held?.database !== database) database.close();
    }
  }

  return {
    hold: (work) =>
      take(work, (database) => {
        database.exec("BEGIN IMMEDIATE");
        return true;
      }),
    catch: (work) =>
      take(work, (database) => {
        const { journal_mode: mode } = database.prepare("PRAGMA journal_mode").get() as { journal_mode: string };
        if (mode === "wal") return false;
        database.exec("BEGIN; SELECT count(*) FROM sqlite_schema");
        return true;
      }),
    release({ index }) {
      if (held?.index !== index) return false;
      end();
      return true;
    },
    end,
  };
}

const written = "write ";

/** The file whose first write by a delivery is to fail; undefined: another fault. */
function lockedFor(fault: Fault | undefined): string | undefined {
  if (fault?.kind !== "error" || fault.side !== "before" || !fault.every) return undefined;
  return fault.what?.startsWith(written) ? fault.what.slice(written.length) : undefined;
}
