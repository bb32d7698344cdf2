import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ToolError } from "../tool.ts";
import { attempt, git, headCommit, withoutFilters } from "./git.ts";

export interface Committed {
  commit: string;
  paths: string[];
  /** Wanted, but ignored by git: left out. */
  ignored: string[];
}

/** Throws unless a commit has its place here: a work tree, nothing in progress, an empty index. */
export async function requireCommittable(root: string): Promise<void> {
  if ((await attempt(root, ["rev-parse", "--is-inside-work-tree"]))?.trim() !== "true") {
    const installed = (await attempt(root, ["--version"])) !== undefined;
    if (!installed)
      throw new ToolError("NOT_FOUND", "git is not installed.", "No program git was found on PATH.", "Install git, then call again.");
    throw new ToolError(
      "NOT_FOUND",
      "The root is in no git work tree.",
      "A commit needs a repository with a work tree.",
      "Run git init, or commit elsewhere.",
    );
  }
  const busy = await operationInProgress(root);
  if (busy !== undefined)
    throw new ToolError(
      "GIT_DIRTY",
      `A ${busy} is in progress.`,
      "A commit now would become part of it.",
      "Finish or abort it, then call again.",
    );
  const staged = await stagedPaths(root);
  if (staged.length > 0)
    throw new ToolError(
      "GIT_DIRTY",
      `The index is not empty: ${some(staged)}.`,
      "What is staged belongs to the user and would be committed too.",
    );
}

/** Throws unless git knows who commits. */
export async function requireAuthor(root: string): Promise<void> {
  for (const who of ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"])
    if ((await attempt(root, ["var", who])) === undefined)
      throw new ToolError(
        "NOT_FOUND",
        "git does not know who commits.",
        "user.name and user.email are not set.",
        'Run git config user.name "…" and git config user.email "…", then call again.',
      );
}

async function operationInProgress(root: string): Promise<string | undefined> {
  const marks = {
    MERGE_HEAD: "merge",
    CHERRY_PICK_HEAD: "cherry-pick",
    REVERT_HEAD: "revert",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
  };
  for (const [mark, name] of Object.entries(marks)) {
    const path = (await attempt(root, ["rev-parse", "--git-path", mark]))?.trim();
    if (path && existsSync(resolve(root, path))) return name;
  }
  return undefined;
}

async function stagedPaths(root: string): Promise<string[]> {
  const out = await git(root, [
    "diff",
    "--cached",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    "--ignore-submodules=dirty",
    "--name-only",
    "-z",
  ]);
  return split(out);
}

/** Changed and untracked paths below the root, relative to it. */
export async function changedPaths(root: string): Promise<string[]> {
  const config = await withoutFilters(root);
  const changed = await git(
    root,
    ["diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules=all", "--relative", "--name-only", "-z"],
    { config },
  );
  const untracked = await git(root, ["ls-files", "-z", "--others", "--exclude-standard"]);
  return [...new Set([...split(changed), ...split(untracked)])].sort();
}

/**
 * Commits these paths and nothing else; undefined when none of them differs from HEAD. Hooks, signing and filters of the
 * repository do not run. On any failure the index is as empty as before.
 */
export async function commitPaths(root: string, wanted: readonly string[], message: string): Promise<Committed | undefined> {
  await requireCommittable(root);
  await requireAuthor(root);
  const ignored = split(await git(root, ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", ...wanted]));
  const paths = wanted.filter((path) => !ignored.includes(path));
  await refuseFiltered(root, paths);
  if (paths.length === 0) return undefined;
  const config = await withoutFilters(root);
  const list = ["--pathspec-from-file=-", "--pathspec-file-nul"];
  const input = terminated(paths);
  try {
    await git(root, ["add", "--all", ...list], { config, input });
    const staged = await stagedPaths(root);
    if (staged.length === 0) return undefined;
    await git(
      root,
      ["commit", "--quiet", "--no-verify", "--no-gpg-sign", "--cleanup=verbatim", `--message=${message}`, "--only", ...list],
      { config, input },
    );
  } catch (error) {
    await unstage(root, paths);
    throw refusedByGit(error);
  }
  return { commit: (await headCommit(root)) ?? "", paths: [...paths].sort(), ignored };
}

/** A filter (such as git-lfs) is a program that the repository names: what it would change cannot be committed without it. */
async function refuseFiltered(root: string, paths: readonly string[]): Promise<void> {
  const out = split(await git(root, ["check-attr", "-z", "--stdin", "filter"], { input: terminated(paths) }));
  for (let index = 0; index + 2 < out.length; index += 3) {
    const [path, , value] = out.slice(index, index + 3);
    if (value === "unspecified" || value === "unset") continue;
    throw new ToolError(
      "UNSUPPORTED",
      `${path} goes through the git filter "${value}".`,
      "Filters are programs, and none is run here.",
      `Commit ${path} yourself.`,
    );
  }
}

async function unstage(root: string, paths: readonly string[]): Promise<void> {
  const list = ["--pathspec-from-file=-", "--pathspec-file-nul"];
  const born = (await headCommit(root)) !== undefined;
  await attempt(root, born ? ["reset", "--quiet", ...list] : ["rm", "--cached", "--quiet", "--ignore-unmatch", ...list], {
    input: terminated(paths),
  });
}

function refusedByGit(error: unknown): unknown {
  if (error instanceof ToolError || !(error instanceof Error)) return error;
  const said = error.message.trim().split("\n")[0] ?? "";
  if (error.message.includes("index.lock"))
    return new ToolError("TIMEOUT", "Another git process holds the index.", said, "Wait until it is done, then call again.");
  return new ToolError("UNSUPPORTED", "git refused the commit.", said, "Mend what git names, or commit yourself.");
}

const split = (out: string) => out.split("\0").filter((path) => path !== "");
const terminated = (paths: readonly string[]) => paths.map((path) => `${path}\0`).join("");

export function some(paths: readonly string[]): string {
  return paths.length <= 5 ? paths.join(", ") : `${paths.slice(0, 5).join(", ")} and ${paths.length - 5} more`;
}
