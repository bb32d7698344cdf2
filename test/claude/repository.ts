import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Machine, projectRoot, temporary } from "./client.ts";

function git(cwd: string, ...args: string[]): string {
  const env = { PATH: process.env["PATH"], HOME: cwd, GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", args, { cwd, env, encoding: "utf8" });
}

/** What a clone of the project would hold now: every file that git does not ignore, committed once. */
export function cloneOfProject(): string {
  const folder = temporary("clone");
  const files = git(projectRoot, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  for (const file of files.filter((name) => name !== "" && existsSync(join(projectRoot, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(projectRoot, file), join(folder, file));
  }
  return commitAll(folder);
}

/** Files as a git repository with one commit. */
export function repositoryOf(files: Record<string, string>): string {
  const folder = temporary("repository");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return commitAll(folder);
}

/** Makes a folder a git repository with everything in it committed. */
export function commitAll(folder: string): string {
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "config", "user.name", "Tester");
  git(folder, "config", "user.email", "tester@example.invalid");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=all");
  return folder;
}

/** Makes `https://example.invalid/NAME.git` on that machine mean a local repository: an install from git without a network. */
export function publish(machine: Machine, name: string, repository: string): string {
  const url = `https://example.invalid/${name}.git`;
  git(machine.home, "config", "--file", join(machine.home, ".gitconfig"), "--add", `url.file://${repository}.insteadOf`, url);
  return url;
}
