import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blobIdOf, changedDigests, takeDigests } from "../../src/workspace/digests.ts";
import { expandGlobs } from "../../src/workspace/globs.ts";
import { newFolder, plainGit, put, repository } from "./hostile-repository.ts";

describe("blobIdOf", () => {
  it("is the id that git gives, line ends normalised in text and left alone in binaries", () => {
    const root = repository({ "a.txt": "one\ntwo\n", "empty.sql": "" });
    for (const path of ["a.txt", "empty.sql"]) expect(blobIdOf(root, path)).toBe(plainGit(root, "hash-object", path).trim());
    put(root, { "b.txt": "one\r\ntwo\r\n" });
    expect(blobIdOf(root, "b.txt")).toBe(blobIdOf(root, "a.txt"));
    writeFileSync(join(root, "c.bin"), Buffer.from([0, 13, 10, 200]));
    expect(blobIdOf(root, "c.bin")).toBe(plainGit(root, "hash-object", "--no-filters", "c.bin").trim());
  });

  it("is never one for what is not there, no file, or outside", () => {
    const [root, outside] = [newFolder(), newFolder()];
    put(outside, { "secret.txt": "x" });
    put(root, { "folder/a": "" });
    symlinkSync(join(outside, "secret.txt"), join(root, "link.txt"));
    expect(["none.txt", "folder", "link.txt", "../x", "/etc/passwd", ".git/config"].map((path) => blobIdOf(root, path))).toEqual([
      "absent",
      ...Array(5).fill("unreadable"),
    ]);
    expect(changedDigests(root, takeDigests(root, { files: ["link.txt"] }))).toEqual(["link.txt"]);
  });
});

describe("takeDigests", () => {
  it("binds the lockfiles of the nearest folder that has one", () => {
    const root = newFolder();
    put(root, { "package-lock.json": "{}", "yarn.lock": "", "svc/src/a.ts": "", "svc/package.json": "{}", "other/pnpm-lock.yaml": "" });
    expect(Object.keys(takeDigests(root, { files: ["svc/src/a.ts"] }))).toEqual(["package-lock.json", "svc/src/a.ts", "yarn.lock"]);
    put(root, { "svc/bun.lock": "" });
    expect(Object.keys(takeDigests(root, { files: ["svc/src/a.ts"] }))).toEqual(["svc/bun.lock", "svc/src/a.ts"]);
    expect(Object.keys(takeDigests(root, { files: ["node_modules/x/index.js"] }))).toEqual(["package-lock.json", "yarn.lock"]);
  });

  it("binds the nearest manifest where there is no lockfile, and the lockfile that may come", () => {
    const root = newFolder();
    put(root, { "svc/src/a.ts": "", "svc/package.json": "{}", "package.json": "{}" });
    const before = takeDigests(root, { files: ["svc/src/a.ts"] });
    expect(Object.keys(before)).toEqual(["package-lock.json", "svc/package.json", "svc/src/a.ts"]);
    expect(changedDigests(root, before)).toEqual([]);
    put(root, { "package-lock.json": "{}" });
    expect(changedDigests(root, before)).toEqual(["package-lock.json"]);
  });

  it("notices a file that comes, goes or changes under a glob", () => {
    const root = newFolder();
    put(root, { "a.ts": "", "db/1.sql": "create", "db/2.sql": "index" });
    const before = takeDigests(root, { files: ["a.ts"], setup: ["db/*.sql"], schemas: ["schemas/**"] });
    const check = (change: () => void, undo: () => void, name: string) => {
      change();
      expect(changedDigests(root, before)).toEqual([name]);
      undo();
      expect(changedDigests(root, before)).toEqual([]);
    };
    check(
      () => put(root, { "db/3.sql": "drop index" }),
      () => rmSync(join(root, "db/3.sql")),
      "db/*.sql",
    );
    check(
      () => rmSync(join(root, "db/2.sql")),
      () => put(root, { "db/2.sql": "index" }),
      "db/*.sql",
    );
    check(
      () => put(root, { "db/2.sql": "indeX" }),
      () => put(root, { "db/2.sql": "index" }),
      "db/*.sql",
    );
    check(
      () => put(root, { "schemas/o/1.avsc": "{}" }),
      () => rmSync(join(root, "schemas"), { recursive: true }),
      "schemas/**",
    );
  });
});

describe("expandGlobs", () => {
  const root = newFolder();
  put(root, { "db/b.sql": "", "db/a.sql": "", "db/deep/c.sql": "", "db/a.txt": "", "node_modules/x/d.sql": "", ".git/e.sql": "" });
  const names = (...patterns: string[]) => expandGlobs(root, patterns);

  it("keeps the order of patterns, sorts within, and leaves paths as they are", () => {
    expect(names("db/b.sql", "db/*.sql", "none.sql")).toEqual(["db/b.sql", "db/a.sql", "none.sql"]);
    expect(names("**/*.sql")).toEqual(["db/a.sql", "db/b.sql", "db/deep/c.sql"]);
    expect(names("./db/?.sql", "db/**")).toEqual(["db/a.sql", "db/b.sql", "db/a.txt", "db/deep/c.sql"]);
  });

  it("does not leave the root, and takes no time over a nasty pattern", () => {
    const outside = newFolder();
    put(outside, { "x.sql": "" });
    symlinkSync(outside, join(root, "link"));
    expect(names("link/*.sql", "../**/*.sql", "/tmp/*", "**/x.sql")).toEqual([]);
    put(root, { ["a".repeat(200)]: "" });
    const start = performance.now();
    expect(names(`${"*a".repeat(60)}*b`, `${"**/".repeat(12)}x`)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
