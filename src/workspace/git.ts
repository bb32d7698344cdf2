import type { SimpleGit } from "simple-git";
import { ToolError } from "../tool.ts";

/**
 * Every git call goes through here. A repository's own configuration can name programs (core.fsmonitor, diff.external,
 * textconv, hooks, nested bare repositories); none of them runs: https://git-scm.com/docs/git-config#_security
 */
async function open(root: string): Promise<SimpleGit> {
  const { simpleGit } = await import("simple-git");
  return simpleGit({
    baseDir: root,
    config: [
      "core.fsmonitor=false",
      "core.hooksPath=/dev/null",
      "protocol.ext.allow=never",
      "safe.bareRepository=explicit",
      "core.quotePath=false",
    ],
    unsafe: { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true, allowUnsafeProtocolOverride: true },
  }).env({ ...safeEnvironment(), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" });
}

/** git gets PATH, HOME and the locale; nothing that could redirect it to another repository or program. */
function safeEnvironment(): Record<string, string> {
  const keep = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT"];
  return Object.fromEntries(keep.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

async function run(root: string, args: string[]): Promise<string> {
  return (await open(root)).raw(args);
}

async function attempt(root: string, args: string[]): Promise<string | undefined> {
  try {
    return await run(root, args);
  } catch {
    return undefined;
  }
}

/** Tracked files and untracked ones that are not ignored, relative to `root`; undefined without a git work tree. */
export async function listTracked(root: string): Promise<string[] | undefined> {
  const out = await attempt(root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]);
  if (out === undefined || (await attempt(root, ["rev-parse", "--is-inside-work-tree"]))?.trim() !== "true") return undefined;
  return out.split("\0").filter((path) => path !== "");
}

/** The commit of HEAD, or undefined (no git, no commit yet). */
export async function headCommit(root: string): Promise<string | undefined> {
  return (await attempt(root, ["rev-parse", "--verify", "--quiet", "HEAD"]))?.trim() || undefined;
}

export async function remoteUrl(root: string): Promise<string | undefined> {
  return (await attempt(root, ["config", "--get", "remote.origin.url"]))?.trim() || undefined;
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

/** Commits that changed `path`, newest first, renames followed; each with the path it had then. */
export async function fileHistory(root: string, path: string): Promise<{ commit: string; path: string }[]> {
  const out = await attempt(root, [
    "log",
    "--no-ext-diff",
    "--no-textconv",
    "--follow",
    "--relative",
    "--format=%x00%H",
    "--name-only",
    "--diff-filter=AMR",
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
  const changed = await run(root, ["diff", "--no-ext-diff", "--no-textconv", "--relative", "--name-only", "-z", commit, "--"]);
  const untracked = await run(root, ["ls-files", "-z", "--others", "--exclude-standard"]);
  return [...new Set([...changed.split("\0"), ...untracked.split("\0")])].filter((path) => path !== "").sort();
}
