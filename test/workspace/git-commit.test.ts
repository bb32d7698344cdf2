import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { discardWrites } from "../../src/workspace/discard.ts";
import { recordedWrites, writeRecorded } from "../../src/workspace/evidence.ts";
import { listTracked } from "../../src/workspace/git.ts";
import { changedPaths, commitPaths } from "../../src/workspace/git-commit.ts";
import { withLock } from "../../src/workspace/run-folder.ts";
import { makeHostile, newFolder, plainGit, put, repository } from "./hostile-repository.ts";

const saved = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" });
  for (const who of ["AUTHOR", "COMMITTER"])
    Object.assign(process.env, { [`GIT_${who}_NAME`]: "Ada", [`GIT_${who}_EMAIL`]: "ada@example.test" });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
  Object.assign(process.env, saved);
});

const head = (root: string, format: string) => plainGit(root, "-c", "core.fsmonitor=false", "log", "-1", `--format=${format}`).trim();
const inHead = (root: string) =>
  plainGit(root, "-c", "core.fsmonitor=false", "diff-tree", "--root", "--no-commit-id", "--name-only", "-r", "HEAD").trim().split("\n");

describe("commitPaths", () => {
  it("commits exactly the named paths, with the user's identity, and leaves the rest", async () => {
    const root = repository({ "a.txt": "1\n", "b.txt": "1\n" });
    put(root, { "a.txt": "2\n", "b.txt": "2\n", "new/[c].txt": "1\n", "other.txt": "1\n" });
    const done = await commitPaths(root, ["a.txt", "new/[c].txt"], "event: orders -- 1 event types, kafka, CQRS\n");
    expect(done?.paths).toEqual(["a.txt", "new/[c].txt"]);
    expect(inHead(root)).toEqual(["a.txt", "new/[c].txt"]);
    expect(head(root, "%an <%ae> %s")).toBe("Ada <ada@example.test> event: orders -- 1 event types, kafka, CQRS");
    expect(await changedPaths(root)).toEqual(["b.txt", "other.txt"]);
  });

  it("works in a folder of a larger repository, and sees what is staged outside it", async () => {
    const top = repository({ "other/a.txt": "1\n", "part/a.txt": "1\n" });
    put(top, { "other/a.txt": "2\n", "part/a.txt": "2\n", "part/b.txt": "1\n", "part/c.txt": "1\n" });
    const root = join(top, "part");
    expect((await commitPaths(root, ["a.txt", "b.txt"], "part"))?.paths).toEqual(["a.txt", "b.txt"]);
    expect(inHead(top)).toEqual(["part/a.txt", "part/b.txt"]);
    expect(await changedPaths(root)).toEqual(["c.txt"]);
    plainGit(top, "add", "other/a.txt");
    await expect(commitPaths(root, ["c.txt"], "no")).rejects.toMatchObject({ code: "GIT_DIRTY" });
  });

  it("works before the first commit", async () => {
    const root = newFolder();
    plainGit(root, "init", "-q");
    put(root, { "a.txt": "1\n", "b.txt": "1\n" });
    await commitPaths(root, ["a.txt"], "first");
    expect(inHead(root)).toEqual(["a.txt"]);
  });

  it("runs nothing of a hostile repository", async () => {
    const root = repository({ "a.avsc": "1\n", "c.txt": "1\n" });
    const { markers } = makeHostile(root);
    put(root, { "a.avsc": "2\n", "c.txt": "2\n", "d.md": "1\n" });
    await changedPaths(root);
    await commitPaths(root, ["c.txt", "d.md"], "safe");
    await expect(commitPaths(root, ["a.avsc"], "filtered")).rejects.toMatchObject({
      code: "UNSUPPORTED",
      message: expect.stringContaining("evil"),
    });
    expect(inHead(root)).toEqual(["c.txt", "d.md"]);
    expect(markers()).toEqual([]);
  });

  it("refuses a staged index, and leaves it as it was", async () => {
    const root = repository({ "a.txt": "1\n" });
    put(root, { "mine.txt": "1\n", "a.txt": "2\n" });
    plainGit(root, "add", "mine.txt");
    await expect(commitPaths(root, ["a.txt"], "no")).rejects.toMatchObject({
      code: "GIT_DIRTY",
      message: expect.stringContaining("mine.txt"),
    });
    expect(plainGit(root, "diff", "--cached", "--name-only").trim()).toBe("mine.txt");
  });

  it("refuses in the middle of a merge", async () => {
    const root = repository({ "a.txt": "1\n" });
    put(root, { ".git/MERGE_HEAD": `${plainGit(root, "rev-parse", "HEAD").trim()}\n`, "a.txt": "2\n" });
    await expect(commitPaths(root, ["a.txt"], "no")).rejects.toMatchObject({ code: "GIT_DIRTY", message: "A merge is in progress." });
  });

  it("says what is missing: a repository, an author", async () => {
    await expect(commitPaths(newFolder(), ["a"], "no")).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "The root is in no git work tree.",
    });
    const root = repository({ "a.txt": "1\n" });
    put(root, { "a.txt": "2\n" });
    plainGit(root, "config", "user.useConfigOnly", "true");
    for (const name of ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"])
      delete process.env[name];
    await expect(commitPaths(root, ["a.txt"], "no")).rejects.toMatchObject({ message: "git does not know who commits." });
    expect(plainGit(root, "diff", "--cached", "--name-only")).toBe("");
  });

  it("says that git is not installed", async () => {
    const root = repository({ "a.txt": "1\n" });
    process.env["PATH"] = newFolder();
    expect(await listTracked(root)).toBeUndefined();
    await expect(commitPaths(root, ["a.txt"], "no")).rejects.toMatchObject({ code: "NOT_FOUND", message: "git is not installed." });
  });

  it("takes the identity from the user's own configuration", async () => {
    const root = repository({ "a.txt": "1\n" });
    const home = newFolder();
    put(home, { config: "[user]\n\tname = Grace\n\temail = grace@example.test\n" });
    for (const who of ["AUTHOR", "COMMITTER"]) for (const what of ["NAME", "EMAIL"]) delete process.env[`GIT_${who}_${what}`];
    process.env["GIT_CONFIG_GLOBAL"] = join(home, "config");
    put(root, { "a.txt": "2\n" });
    await commitPaths(root, ["a.txt"], "hers");
    expect(head(root, "%an")).toBe("Grace");
  });

  it("leaves out what git ignores, and makes no empty commit", async () => {
    const root = repository({ ".gitignore": "*.log\n", "a.txt": "1\n" });
    put(root, { "x.log": "1\n" });
    expect(await commitPaths(root, ["x.log", "a.txt"], "nothing")).toBeUndefined();
  });

  it("empties the index again when git refuses", async () => {
    const root = repository({ "a.txt": "1\n" });
    put(root, { "a.txt": "2\n" });
    await expect(commitPaths(root, ["a.txt", "missing.txt"], "no")).rejects.toMatchObject({ code: "UNSUPPORTED" });
    expect(plainGit(root, "diff", "--cached", "--name-only")).toBe("");
  });
});

describe("discardWrites", () => {
  it("restores what stood before the tools, keeps a patch that brings it back, and leaves what changed since", () => {
    const root = repository({ "a.txt": "committed\n" });
    put(root, { "a.txt": "the user's edit", "c.txt": "1\n" });
    writeRecorded(root, "a.txt", "tool 1\n");
    writeRecorded(root, "a.txt", "tool 2\n");
    writeRecorded(root, "new/b.txt", "tool\n");
    writeRecorded(root, "c.txt", "tool\n");
    writeFileSync(join(root, "c.txt"), "edited after the tool\n");
    expect(recordedWrites(root).map(({ path }) => path)).toEqual(["a.txt", "c.txt", "new/b.txt"]);
    const done = discardWrites(root, new Date("2026-01-02T03:04:05.006Z"));
    expect(done).toEqual({
      restored: ["a.txt", "new/b.txt"],
      changedSince: ["c.txt"],
      patch: ".godmode/event/discarded/2026-01-02T03-04-05-006Z.patch",
    });
    expect(readFileSync(join(root, "a.txt"), "utf8")).toBe("the user's edit");
    expect(existsSync(join(root, "new/b.txt"))).toBe(false);
    expect(readFileSync(join(root, "c.txt"), "utf8")).toBe("edited after the tool\n");
    plainGit(root, "apply", done.patch!);
    expect(readFileSync(join(root, "a.txt"), "utf8")).toBe("tool 2\n");
    expect(readFileSync(join(root, "new/b.txt"), "utf8")).toBe("tool\n");
  });

  it("brings back the user's edit between two writes", () => {
    const root = newFolder();
    writeRecorded(root, "a.txt", "tool 1\n");
    put(root, { "a.txt": "edit\n" });
    writeRecorded(root, "a.txt", "tool 2\n");
    discardWrites(root, new Date(0));
    expect(readFileSync(join(root, "a.txt"), "utf8")).toBe("edit\n");
  });

  it("follows no record into git's own folder or out of the root, and restores nothing that was tampered with", () => {
    for (const path of [".git/config", "sub/.GIT/hooks/x", "../outside"]) {
      const root = repository({ "a.txt": "1\n" });
      put(root, { ".godmode/event/runs/open/x.json": JSON.stringify({ path, before: null, after: "0".repeat(64) }) });
      expect(() => discardWrites(root, new Date(0))).toThrow(expect.objectContaining({ code: "OUTSIDE_ROOT" }));
    }
    const root = repository({ "a.txt": "1\n" });
    writeRecorded(root, "a.txt", "2\n");
    for (const name of readdirSync(join(root, ".godmode/event/runs/before")))
      put(root, { [`.godmode/event/runs/before/${name}`]: "evil\n" });
    expect(discardWrites(root, new Date(0))).toEqual({ restored: [], changedSince: ["a.txt"] });
  });

  it("keeps its working files out of git", () => {
    const root = repository({ "a.txt": "1\n" });
    writeRecorded(root, "a.txt", "2\n");
    expect(
      plainGit(root, "status", "--porcelain", "-uall")
        .split("\n")
        .map((line) => line.slice(3)),
    ).toEqual(["a.txt", ".godmode/event/.gitignore", ""]);
  });
});

describe("withLock", () => {
  it("lets one in at a time, takes over from the dead, and says who holds it", async () => {
    const root = newFolder();
    put(root, { ".godmode/event/runs/commit.lock": "999999999" });
    expect(await withLock(root, "commit", async () => "done")).toBe("done");
    put(root, { ".godmode/event/runs/commit.lock": String(process.ppid) });
    await expect(withLock(root, "commit", async () => "never")).rejects.toMatchObject({
      code: "TIMEOUT",
      message: expect.stringContaining(String(process.ppid)),
    });
  });
});
