import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Note } from "../model/run.ts";
import { cacheFolder } from "./cache-folder.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const keptMs = 30 * 24 * 3_600_000;

/** The client's session that this process works for; undefined outside a client. */
export function sessionOf(env: Environment): string | undefined {
  const id = env["CLAUDE_CODE_SESSION_ID"];
  return id !== undefined && /^[\w-]{8,64}$/.test(id) ? id : undefined;
}

/** Remembers what happened in the client's session, in the user's cache folder: reading tools leave the repository as it is. Never fails. */
export function note(env: Environment, entry: Note): void {
  const session = sessionOf(env);
  if (session === undefined) return;
  try {
    const file = fileOf(env, session);
    if (!existsSync(file)) openFolder(env);
    appendFileSync(file, `${JSON.stringify(entry)}\n`);
  } catch {
    // A disk that is full or read-only: the gate then knows less, and the call is not disturbed.
  }
}

/** All notes of a session, oldest first; lines that do not read are passed over. */
export function notesOf(env: Environment, session: string): Note[] {
  const file = fileOf(env, session);
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return Note.safeParse(JSON.parse(line)).data ?? [];
      } catch {
        return [];
      }
    });
}

function fileOf(env: Environment, session: string): string {
  return join(cacheFolder(env), "sessions", `${session}.jsonl`);
}

/** The folder for the first note of a session; notes of a month ago go. */
function openFolder(env: Environment): void {
  const folder = join(cacheFolder(env), "sessions");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > keptMs) rmSync(file, { force: true });
  }
}
