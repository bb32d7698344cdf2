import { existsSync, readFileSync } from "node:fs";
import { Run } from "../model/run.ts";
import { confine, writeWhole } from "./files.ts";
import { resolveRoot } from "./root.ts";
import { openOwnFolder, ownFolder } from "./run-folder.ts";
import { filesIn } from "./stands.ts";

const folder = `${ownFolder}/runs`;
const stopFile = `${folder}/stopped`;

/** The run of a client's session; undefined where none was opened, or what stands there is not ours. */
export function readRun(root: string, session: string): Run | undefined {
  const file = confine(root, `${folder}/${session}.json`);
  if (!existsSync(file)) return undefined;
  try {
    return Run.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

export function writeRun(root: string, run: Run): void {
  openOwnFolder(root);
  writeWhole(root, `${folder}/${run.session}.json`, `${JSON.stringify(run, null, 2)}\n`);
}

/** Runs of this repository that are not closed. */
export function openRuns(root: string): Run[] {
  return filesIn(root, folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => readRun(root, name.slice(0, -5)) ?? [])
    .filter(({ closed }) => closed === undefined);
}

/** Ends every run that began before, also one that was typed and has no file yet. */
export function markStopped(root: string, now: Date): void {
  openOwnFolder(root);
  writeWhole(root, stopFile, `${now.toISOString()}\n`);
}

/** When somebody last stopped all runs here. */
export function stoppedAt(root: string): Date | undefined {
  const file = confine(root, stopFile);
  if (!existsSync(file)) return undefined;
  const at = new Date(readFileSync(file, "utf8").trim());
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Where a run of a session is kept: the project that the client works in, also when a tool looks at a folder in it. */
export function projectOf(env: Readonly<Record<string, string | undefined>>, root: string): string {
  const named = env["CLAUDE_PROJECT_DIR"];
  return named !== undefined && existsSync(named) ? resolveRoot(named, root) : root;
}
