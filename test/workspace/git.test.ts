import { chownSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  changedSince,
  fileAt,
  fileHistory,
  headCommit,
  historyProblem,
  listTracked,
  remoteUrl,
  resolveRef,
} from "../../src/workspace/git.ts";
import { makeHostile, newFolder, plainGit, put, repository, touch } from "./hostile-repository.ts";

const files = { "a.avsc": '{"type":"string"}\n', "b.json": "{}\n", "c.txt": "one\n", "d.md": "one\n" };
const path = process.env["PATH"]!;
afterEach(() => void (process.env["PATH"] = path));

async function readEverything(root: string): Promise<void> {
  await listTracked(root);
  await listTracked(join(root, "nested"));
  await headCommit(root);
  await remoteUrl(root);
  const commit = await resolveRef(root, "HEAD");
  await fileAt(root, commit, "a.avsc");
  await fileAt(root, commit, "c.txt");
  await fileHistory(root, "a.avsc");
  await changedSince(root, commit);
}

function dirty(root: string): void {
  put(root, { "a.avsc": '{"type":"bytes"}\n', "c.txt": "two\n", "d.md": "two\n" });
  touch(root, "b.json");
}

describe("a hostile repository", () => {
  it("runs nothing while it is read, on a PATH that begins with its own folder", async () => {
    const root = repository(files);
    const { markers } = makeHostile(root);
    dirty(root);
    process.env["PATH"] = `node_modules/.bin:${join(root, "node_modules/.bin")}:${path}`;
    await readEverything(root);
    expect(markers()).toEqual([]);
    expect(await listTracked(root)).toContain("a.avsc");
    expect(await changedSince(root, await resolveRef(root, "HEAD"))).toContain("a.avsc");
  });

  it("fetches no missing object of a partial clone", async () => {
    const root = repository(files);
    const { markers } = makeHostile(root);
    const blob = plainGit(root, "rev-parse", "HEAD:c.txt").trim();
    rmSync(join(root, ".git/objects", blob.slice(0, 2), blob.slice(2)));
    expect(await fileAt(root, "HEAD", "c.txt")).toBeUndefined();
    expect(markers()).toEqual([]);
  });

  it("has teeth: plain git in the same repository runs the programs", () => {
    const root = repository(files);
    const { markers } = makeHostile(root);
    dirty(root);
    plainGit(root, "status");
    plainGit(root, "-c", "filter.slow.required=false", "diff", "--", "d.md");
    plainGit(root, "-c", "diff.external=", "diff", "--no-ext-diff", "--", "a.avsc");
    plainGit(root, "-c", "diff.external=", "diff", "--", "c.txt");
    plainGit(root, "add", "a.avsc", "b.json");
    const commit = ["-c", "filter.slow.required=false", "-c", "filter.slow.process=", "commit", "-qa", "--allow-empty", "-m", "next"];
    plainGit(root, ...commit);
    plainGit(root, ...commit, "--no-gpg-sign");
    plainGit(root, "checkout", "HEAD~1", "--", "a.avsc");
    plainGit(join(root, "nested"), "status");
    plainGit(root, "fetch");
    expect(markers()).toEqual(
      expect.arrayContaining([
        "diff-command",
        "diff-external",
        "filter-clean",
        "filter-process",
        "filter-smudge",
        "fsmonitor",
        "gpg",
        "hook-commit-msg",
        "hook-post-commit",
        "hook-pre-commit",
        "nested",
        "ssh",
        "textconv",
      ]),
    );
  });
});

describe("unusual roots", () => {
  it("says that no git work tree is there, in a plain folder and in a bare repository", async () => {
    const plain = newFolder();
    expect(await listTracked(plain)).toBeUndefined();
    expect(await headCommit(plain)).toBeUndefined();
    await expect(resolveRef(plain, "HEAD")).rejects.toMatchObject({ code: "NOT_FOUND", why: "The root is no git repository." });
    const bare = newFolder();
    plainGit(bare, "init", "-q", "--bare");
    expect(await listTracked(bare)).toBeUndefined();
  });

  it("works before the first commit", async () => {
    const root = newFolder();
    plainGit(root, "init", "-q");
    put(root, { "new.txt": "x" });
    expect(await listTracked(root)).toEqual(["new.txt"]);
    expect(await headCommit(root)).toBeUndefined();
    expect(await fileHistory(root, "new.txt")).toEqual([]);
  });

  it("names the shallow clone when a ref is missing", async () => {
    const origin = repository(files);
    writeFileSync(join(origin, "c.txt"), "two\n");
    plainGit(origin, "commit", "-qam", "second");
    const parent = newFolder();
    plainGit(parent, "clone", "-q", "--depth", "1", `file://${origin}`, "clone");
    const clone = join(parent, "clone");
    expect(await fileHistory(clone, "c.txt")).toHaveLength(1);
    await expect(resolveRef(clone, "HEAD~1")).rejects.toMatchObject({ code: "NOT_FOUND", why: expect.stringContaining("shallow") });
  });

  it("says what keeps the history from being read whole", async () => {
    const origin = repository(files);
    expect(await historyProblem(origin)).toBeUndefined();
    expect(await historyProblem(newFolder())).toBeUndefined();
    const parent = newFolder();
    plainGit(parent, "clone", "-q", "--depth", "1", `file://${origin}`, "clone");
    expect(await historyProblem(join(parent, "clone"))).toMatchObject({ missing: "older", why: expect.stringContaining("shallow") });
    process.env["PATH"] = newFolder();
    expect(await historyProblem(origin)).toMatchObject({ missing: "all", why: expect.stringContaining("git is not installed") });
  });

  it.runIf(process.getuid?.() === 0)("says that git does not trust a repository of somebody else", async () => {
    const root = repository(files);
    chownSync(root, 12_345, 12_345);
    chownSync(join(root, ".git"), 12_345, 12_345);
    expect(await historyProblem(root)).toMatchObject({ missing: "all", why: expect.stringContaining("dubious ownership") });
    expect(await listTracked(root)).toBeUndefined();
  });

  it("does not list what lies in a submodule, and reads the submodule by itself", async () => {
    const inner = repository({ "inner.txt": "x\n" });
    const root = repository(files);
    plainGit(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", inner, "sub");
    plainGit(root, "commit", "-qm", "submodule");
    expect(await listTracked(root)).toEqual([".gitmodules", "a.avsc", "b.json", "c.txt", "d.md", "sub"]);
    expect(await listTracked(join(root, "sub"))).toEqual(["inner.txt"]);
    expect(await changedSince(root, await resolveRef(root, "HEAD"))).toEqual([]);
  });

  it("never reads a ref as an option", async () => {
    const root = repository(files);
    await expect(resolveRef(root, "--output=stolen")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("follows a file through a rename", async () => {
    const root = repository(files);
    plainGit(root, "mv", "a.avsc", "moved.avsc");
    plainGit(root, "commit", "-qm", "move");
    const history = await fileHistory(root, "moved.avsc");
    expect(history.map((entry) => entry.path)).toEqual(["moved.avsc", "a.avsc"]);
  });
});
