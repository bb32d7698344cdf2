import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve, sep } from "node:path";
import { ToolError } from "../tool.ts";

/**
 * Every git call goes through here. A repository's own configuration can name programs (core.fsmonitor, diff.external,
 * textconv, filters, hooks, gpg.program, ssh commands, nested bare repositories); none of them runs:
 * https://git-scm.com/docs/git-config#_security
 */
const hardened = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "safe.bareRepository=explicit",
  "core.quotePath=false",
  "core.pager=cat",
  "log.showSignature=false",
  "commit.gpgSign=false",
  "gc.auto=0",
  "maintenance.auto=false",
];

const environment = {
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_LITERAL_PATHSPECS: "1",
  GIT_NO_LAZY_FETCH: "1",
  // No transport at all: a partial clone would fetch what it lacks through the repository's ssh command or upload-pack.
  GIT_ALLOW_PROTOCOL: "none",
};

const kept = ["PATH", "HOME", "XDG_CONFIG_HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "SYSTEMROOT", "USERPROFILE", "EMAIL"];
const identity = [
  "GIT_AUTHOR_NAME",
  "GIT_AUTHOR_EMAIL",
  "GIT_AUTHOR_DATE",
  "GIT_COMMITTER_NAME",
  "GIT_COMMITTER_EMAIL",
  "GIT_COMMITTER_DATE",
];
const userConfig = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"];

/** What git gets: the user's own settings and identity, nothing that redirects it to another repository or program. */
function gitEnvironment(root: string): Record<string, string> {
  const found = [...kept, ...identity, ...userConfig].flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  return { ...(Object.fromEntries(found) as Record<string, string>), PATH: searchPath(root), ...environment };
}

/** PATH without relative entries, package binaries (npx puts the repository's own first) and folders of the root. */
function searchPath(root: string): string {
  const real = realpathSync(root);
  const inside = (entry: string) => entry === real || entry.startsWith(real + sep);
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter(
      (entry) => isAbsolute(entry) && !entry.includes(`node_modules${sep}.bin`) && !inside(resolve(entry)) && !inside(resolved(entry)),
    )
    .join(delimiter);
}

function resolved(entry: string): string {
  try {
    return realpathSync(entry);
  } catch {
    return entry;
  }
}

export interface GitCall {
  /** Written to git's standard input. */
  input?: string;
  /** Further `key=value` settings. */
  config?: readonly string[];
}

/** One hardened git call. Throws what git says. */
export async function git(root: string, args: readonly string[], call: GitCall = {}): Promise<string> {
  const { simpleGit, GitPluginError } = await import("simple-git");
  const client = simpleGit({
    baseDir: root,
    config: [...hardened, ...(call.config ?? [])],
    timeout: { block: 120_000 },
    allowEnvironment: [...Object.keys(environment), ...identity, ...userConfig],
    unsafe: {
      allowUnsafeFsMonitor: true,
      allowUnsafeHooksPath: true,
      allowUnsafePager: true,
      allowUnsafeFilter: true,
      allowUnsafeConfigPaths: true,
    },
    ...(call.input === undefined ? {} : { input: () => call.input }),
  });
  try {
    return await client.env(gitEnvironment(root)).raw([...args]);
  } catch (error) {
    if (error instanceof GitPluginError && error.plugin === "timeout")
      throw new ToolError("TIMEOUT", `git ${args[0]} said nothing for two minutes.`, "The repository is very large, or its disk is slow.");
    if (error instanceof GitPluginError) throw new Error(error.message, { cause: error });
    throw error;
  }
}

/** Like `git`, but undefined when git says no or is not installed. */
export async function attempt(root: string, args: readonly string[], call: GitCall = {}): Promise<string | undefined> {
  const { GitError } = await import("simple-git");
  try {
    return await git(root, args, call);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return undefined;
  }
}

/** Settings that switch off every filter driver (clean, smudge, process) the configuration names, for calls that read the work tree. */
export async function withoutFilters(root: string): Promise<string[]> {
  const out = await attempt(root, ["config", "--name-only", "-z", "--get-regexp", "^filter\\..*\\.(clean|smudge|process|required)$"]);
  const drivers = new Set(
    (out ?? "").split("\0").flatMap((key) => (key === "" ? [] : [key.slice("filter.".length, key.lastIndexOf("."))])),
  );
  return [...drivers].flatMap((driver) => {
    if (driver.includes("="))
      throw new ToolError("UNSUPPORTED", `The git filter "${driver}" cannot be switched off.`, "Its name contains an equals sign.");
    return [`filter.${driver}.clean=`, `filter.${driver}.smudge=`, `filter.${driver}.process=`, `filter.${driver}.required=false`];
  });
}

/** Tracked files and untracked ones that are not ignored, relative to `root`; undefined without a git work tree. */
export async function listTracked(root: string): Promise<string[] | undefined> {
  const out = await attempt(root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]);
  if (out === undefined || (await attempt(root, ["rev-parse", "--is-inside-work-tree"]))?.trim() !== "true") return undefined;
  return out.split("\0").filter((path) => path !== "");
}

/** What keeps the history from being read whole; undefined when nothing does, or when there is no repository. */
export async function historyProblem(root: string): Promise<{ missing: "all" | "older"; why: string } | undefined> {
  try {
    const shallow = (await git(root, ["rev-parse", "--is-shallow-repository"])).trim() === "true";
    return shallow
      ? { missing: "older", why: "the clone is shallow, and only its commits are compared (fetch-depth: 0 brings the rest)" }
      : undefined;
  } catch (error) {
    if (!liesInRepository(root)) return undefined;
    const said = (error as Error).message.trim().split("\n")[0] ?? "";
    const why = said.includes("ENOENT") ? "git is not installed" : said.replace(/^fatal: /, "");
    return { missing: "all", why: `git's history is not compared: ${why}` };
  }
}

function liesInRepository(root: string): boolean {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return true;
    if (dirname(folder) === folder) return false;
  }
}

/** The commit of HEAD, or undefined (no git, no commit yet). */
export async function headCommit(root: string): Promise<string | undefined> {
  return (await attempt(root, ["rev-parse", "--verify", "--quiet", "HEAD"]))?.trim() || undefined;
}

export async function remoteUrl(root: string): Promise<string | undefined> {
  // A folder inside a clone is not what the remote is called after.
  const above = (await attempt(root, ["rev-parse", "--show-prefix"]))?.trim();
  return above === "" ? (await attempt(root, ["config", "--get", "remote.origin.url"]))?.trim() || undefined : undefined;
}

/** Resolves a ref from outside to a commit; never lets it be read as an option. */
export async function resolveRef(root: string, ref: string): Promise<string> {
  const commit = (await attempt(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]))?.trim();
  if (!commit) {
    const known = await attempt(root, ["rev-parse", "--git-dir"]);
    throw new ToolError(
      "NOT_FOUND",
      `git knows no commit "${ref}".`,
      known === undefined ? "The root is no git repository." : "The ref does not exist here, or the clone is shallow and lacks it.",
      known === undefined ? "Run git init, or leave the ref out." : "Name a ref that `git log` shows, or fetch more history.",
    );
  }
  return commit;
}

/** Text of `path` (relative to root) at a resolved commit, or undefined when it did not exist there. */
export async function fileAt(root: string, commit: string, path: string): Promise<string | undefined> {
  return attempt(root, ["show", "--no-ext-diff", "--no-textconv", `${commit}:./${path}`]);
}

/** Commits that changed `path`, newest first, renames followed; each with the path it had then. `from`: a resolved commit. */
export async function fileHistory(root: string, path: string, from?: string): Promise<{ commit: string; path: string }[]> {
  const out = await attempt(root, [
    "log",
    "--no-ext-diff",
    "--no-textconv",
    "--follow",
    "--relative",
    "--format=%x00%H",
    "--name-only",
    "--diff-filter=AMR",
    ...(from === undefined ? [] : [from]),
    "--",
    path,
  ]);
  return (out ?? "")
    .split("\0")
    .map((block) => block.split("\n").filter((line) => line !== ""))
    .flatMap(([commit, name]) => (commit === undefined || name === undefined ? [] : [{ commit, path: name }]));
}

/** Paths (relative to root) that differ between a commit and the work tree, untracked ones included. */
export async function changedSince(root: string, commit: string): Promise<string[]> {
  const quiet = ["--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules=all"];
  const config = await withoutFilters(root);
  const changed = await git(root, ["diff", ...quiet, "--relative", "--name-only", "-z", commit, "--"], { config });
  const untracked = await git(root, ["ls-files", "-z", "--others", "--exclude-standard"]);
  return [...new Set([...changed.split("\0"), ...untracked.split("\0")])].filter((path) => path !== "").sort();
}
