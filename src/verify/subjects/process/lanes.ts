import { mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Folders } from "../fork.ts";
import type { Lane } from "./world.ts";

export interface Lanes {
  readonly count: number;
  use<T>(work: (lane: Lane) => Promise<T>): Promise<T>;
}

export function createLanes(folders: Folders, count: number): Lanes {
  const free = Array.from({ length: count }, (_, index): Lane => {
    const scratch = join(folders.scratch, String(index));
    const lane = { index, state: join(scratch, "state"), folders: { temp: join(scratch, "temp"), home: join(scratch, "home"), scratch } };
    emptyLane(lane);
    return lane;
  });
  const waiting: ((lane: Lane) => void)[] = [];
  return {
    count,
    async use(work) {
      const lane = free.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
      try {
        return await work(lane);
      } finally {
        const next = waiting.shift();
        if (next) next(lane);
        else free.push(lane);
      }
    },
  };
}

/** What compilers and package managers keep in a home for the next start: no effect, and dear to make anew. */
const caches =
  /^(?:\.(?:npm|nuget|dotnet|gradle|m2|cargo|bun|java|templateengine)|go\/pkg|\.config\/go|\.local\/share\/(?:NuGet|uv|pnpm)|\.cache\/(?:go-build|uv|pip|pypoetry|node|yarn|pnpm|deno|tsx|ms-playwright))(?:\/|$)/;
/** The same among temporary files; and what runtimes leave there that were killed. */
const temporaryCaches = /^(?:tsx-|node-compile-cache|v8-compile-cache|jiti)/;
const runtimeFiles = /^(?:go-build|hsperfdata_|\.dotnet|dotnet-|clr-debug-pipe-|NuGetScratch)/;

/** Nothing of an earlier play is left, but caches of tools. */
export function emptyLane({ state, folders: { temp, home } }: Lane): void {
  rmSync(state, { recursive: true, force: true });
  for (const folder of [state, temp, home]) mkdirSync(folder, { recursive: true });
  empty(temp, temporaryCaches);
  empty(home, caches);
}

function empty(folder: string, kept: RegExp): void {
  for (const { path, isFolder } of entriesIn(folder).filter((entry) => !kept.test(entry.path))) {
    if (!isFolder) rmSync(join(folder, path), { force: true });
    else if (readdirSync(join(folder, path)).length === 0) rmdirSync(join(folder, path));
  }
}

/** Files that lie in its home or among its temporary files, written after that moment (epoch milliseconds), in words. */
export function leftBehind({ folders: { temp, home } }: Lane, after: number, withTemporary: boolean): string[] {
  const filesOf = (folder: string, harmless: readonly RegExp[]): string[] =>
    entriesIn(folder)
      .filter(({ path, isFolder }) => !isFolder && !harmless.some((each) => each.test(path)))
      .map(({ path }) => path)
      .filter((path) => (statSync(join(folder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0) > after);
  const temporary = withTemporary ? filesOf(temp, [temporaryCaches, runtimeFiles]) : [];
  return [
    ...filesOf(home, [caches]).map((path) => `the file ${path} in its home`),
    ...temporary.map((path) => `the temporary file ${path}`),
  ];
}

/** Relative to the folder, what lies in a folder before it. */
function entriesIn(folder: string): { readonly path: string; readonly isFolder: boolean }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => ({ path: relative(folder, join(entry.parentPath, entry.name)), isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.path < b.path ? 1 : -1));
}
