import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const quiet = {
  PATH: process.env["PATH"],
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.test",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.test",
};

/** Unhardened git, as any program would call it. Returns what it printed, and swallows its refusals. */
export function plainGit(root: string, ...args: string[]): string {
  try {
    return execFileSync("git", args, { cwd: root, env: { ...quiet, HOME: root }, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? "";
  }
}

export function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "event-git-")));
}

export function put(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A repository with one commit of `files`. */
export function repository(files: Record<string, string>): string {
  const root = newFolder();
  plainGit(root, "init", "-q", "-b", "main");
  put(root, files);
  plainGit(root, "add", "-A");
  plainGit(root, "commit", "-q", "-m", "start");
  return root;
}

/** Turns a repository against its reader: each program that git's configuration can name leaves a marker file when it runs. */
export function makeHostile(root: string): { markers: () => string[] } {
  const traps = newFolder();
  const markers = join(traps, "markers");
  mkdirSync(markers);
  const trap = (name: string, then = "exit 0") => {
    const file = join(traps, name);
    writeFileSync(file, `#!/bin/sh\n: > ${markers}/${name}\n${then}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const set = (key: string, value: string) => plainGit(root, "config", key, value);
  put(root, { ".gitattributes": "*.avsc diff=evil filter=evil\n*.json filter=slow\n*.txt diff=outer\n" });
  plainGit(root, "add", ".gitattributes");
  plainGit(root, "commit", "-q", "-m", "attributes");

  set("diff.external", trap("diff-external"));
  set("diff.evil.textconv", trap("textconv", 'cat "$1"'));
  set("diff.outer.command", trap("diff-command"));
  set("filter.evil.clean", trap("filter-clean", "cat"));
  set("filter.evil.smudge", trap("filter-smudge", "cat"));
  set("filter.slow.process", trap("filter-process", "exit 1"));
  set("filter.slow.required", "true");
  set("log.showSignature", "true");
  set("commit.gpgSign", "true");
  set("gpg.program", trap("gpg", "exit 1"));
  set("core.sshCommand", trap("ssh", "exit 1"));
  set("core.pager", trap("pager", "cat"));
  set("core.editor", trap("editor"));
  set("alias.ls-files", `!${trap("alias")}`);
  set("remote.origin.url", "ssh://nowhere.example.test/x.git");
  set("remote.origin.promisor", "true");
  set("remote.origin.uploadpack", trap("upload-pack", "exit 1"));
  set("extensions.partialClone", "origin");
  set("core.repositoryFormatVersion", "1");
  for (const hook of ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-index-change", "reference-transaction"]) {
    put(root, { [`.git/hooks/${hook}`]: `#!/bin/sh\n: > ${markers}/hook-${hook}\n` });
    chmodSync(join(root, ".git/hooks", hook), 0o755);
  }
  set("core.fsmonitor", trap("fsmonitor"));
  put(root, { "node_modules/.bin/git": `#!/bin/sh\n: > ${markers}/path-git\nexit 1\n` });
  chmodSync(join(root, "node_modules/.bin/git"), 0o755);
  nestBareRepository(root, trap("nested"));
  return { markers: () => readdirSync(markers).sort() };
}

/** A bare repository as an ordinary folder: git would take its configuration for the one that applies there. */
function nestBareRepository(root: string, program: string): void {
  put(root, {
    "nested/HEAD": "ref: refs/heads/main\n",
    "nested/config": `[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = ${program}\n`,
    "nested/objects/.keep": "",
    "nested/refs/.keep": "",
  });
}

/** Makes git compare contents again instead of trusting its index. */
export function touch(root: string, path: string): void {
  const later = new Date(Date.now() + 5000);
  utimesSync(join(root, path), later, later);
}
