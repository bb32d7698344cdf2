import { readOwn, writeOwn } from "../../workspace/own-files.ts";

/**
 * Since when something lies in a dead letter. SQS tells the age of no message that nobody receives, and CloudWatch forgets those that
 * were received three times: so the first observation is kept here, or an earlier failure that a message tells of.
 */
interface FirstSeen {
  /** Not empty, by what is known now: since when? */
  since(queue: string, nowMs: number): number;
  /** Something in it failed then. */
  note(queue: string, atMs: number): void;
  empty(queue: string): void;
}

const mostQueues = 1000;

export function openFirstSeen(root: string, connection: string, kept: boolean): FirstSeen {
  const path = `journal/first-seen-${Buffer.from(connection).toString("base64url").slice(0, 100)}.json`;
  const all = new Map<string, number>(kept ? read(root, path) : []);

  function put(queue: string, atMs: number): void {
    all.set(queue, atMs);
    save();
  }

  function save(): void {
    const newest = [...all].slice(-mostQueues);
    if (kept)
      writeOwn(
        root,
        path,
        `${JSON.stringify(Object.fromEntries(newest.map(([name, ms]) => [name, new Date(ms).toISOString()])), undefined, 2)}\n`,
      );
  }

  return {
    since(queue, nowMs) {
      const known = all.get(queue);
      if (known === undefined) put(queue, nowMs);
      return known ?? nowMs;
    },
    note(queue, atMs) {
      if (Number.isFinite(atMs) && atMs > 0 && atMs < (all.get(queue) ?? Infinity)) put(queue, atMs);
    },
    empty(queue) {
      if (all.delete(queue)) save();
    },
  };
}

function read(root: string, path: string): [string, number][] {
  try {
    const entries = Object.entries(JSON.parse(readOwn(root, path) ?? "{}") as Record<string, unknown>);
    return entries.flatMap(([name, at]): [string, number][] => {
      const ms = Date.parse(String(at));
      return Number.isNaN(ms) ? [] : [[name, ms]];
    });
  } catch {
    return [];
  }
}
