import { fileAt, fileHistory } from "./git.ts";
import { readNamed } from "./files.ts";
import { readVersionFiles } from "./version-files.ts";

/** An older version of a schema. `name` is `git:<short commit>:<path>`, or the path of a registered version. */
export interface PastVersion {
  name: string;
  text: string;
  from: "git" | "files";
  /** Set where a registered version is a tree of files. */
  files?: Record<string, string>;
}

const maxCommits = 200;
/** Calls of git that run side by side. */
const atOnce = 8;

/**
 * Older versions of a schema file, newest first: what is registered under its subject, for that is what consumers run, then what
 * git knows of the file, renames followed. Copies of the current text and repetitions are left out. Empty without git and registry.
 */
export async function schemaHistory(
  root: string,
  path: string,
  options: {
    registryFolder: string;
    subject?: string | undefined;
    current?: string | undefined;
    /** Only what came before this commit and in it; default: HEAD. */
    commit?: string | undefined;
  },
): Promise<PastVersion[]> {
  const current = options.current ?? readNamed(root, path);
  const registered: PastVersion[] =
    options.subject === undefined
      ? []
      : readVersionFiles(root, options.registryFolder, options.subject)
          .filter(({ version }, _, all) => version < (all.find(({ name }) => name === path)?.version ?? Infinity))
          .reverse()
          .map(({ name, text, files }) => ({ name, text, from: "files" as const, ...(files && { files }) }));
  const seen = new Set([normal(current), ...registered.map((version) => normal(version.text))]);
  const past: PastVersion[] = registered.filter((version) => version.files !== undefined || normal(version.text) !== normal(current));
  const commits = (await fileHistory(root, path, options.commit)).slice(0, maxCommits);
  for (let start = 0; start < commits.length; start += atOnce) {
    const some = commits.slice(start, start + atOnce);
    const texts = await Promise.all(some.map(({ commit, path: then }) => fileAt(root, commit, then)));
    for (const [index, { commit, path: then }] of some.entries()) {
      const text = texts[index];
      if (text === undefined || seen.has(normal(text))) continue;
      seen.add(normal(text));
      past.push({ name: `git:${commit.slice(0, 7)}:${then}`, text, from: "git" });
    }
  }
  return past;
}

/** Line ends and surrounding blanks make no version. */
function normal(text: string): string {
  return text
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .trim();
}
