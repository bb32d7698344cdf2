import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ToolError } from "../../src/tool.ts";
import { confine, openWorkspace, readNamed, writeWhole } from "../../src/workspace/files.ts";

let base: string;
let root: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "files-")));
  root = join(base, "repository");
  mkdirSync(root);
  writeFileSync(join(base, "secret.txt"), "outside");
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ToolError) return error.code;
    throw error;
  }
  return "none";
};

describe("reading", () => {
  test("text comes without byte-order mark and with LF", async () => {
    writeFileSync(join(root, "a.cs"), "\uFEFFone\r\ntwo\r\n");
    expect((await openWorkspace(root)).read("a.cs")).toBe("one\ntwo\n");
  });

  test("a symlink out of the root is listed as a warning and never read", async () => {
    symlinkSync(join(base, "secret.txt"), join(root, "link.ts"));
    const workspace = await openWorkspace(root);
    expect(workspace.read("link.ts")).toBeUndefined();
    expect(workspace.warnings).toEqual(["link.ts: skipped, a symlink out of the root."]);
  });

  test("a symlink inside the root is read", async () => {
    writeFileSync(join(root, "real.ts"), "x");
    symlinkSync("real.ts", join(root, "link.ts"));
    expect((await openWorkspace(root)).read("link.ts")).toBe("x");
  });

  test("binary, huge and unreadable files are skipped, each with its reason, and the rest is read", async () => {
    writeFileSync(join(root, "binary.ts"), Buffer.from([1, 0, 2]));
    writeFileSync(join(root, "huge.ts"), Buffer.alloc(50 * 1024 * 1024, "a"));
    writeFileSync(join(root, "fine.ts"), "fine");
    symlinkSync("nowhere", join(root, "broken.ts"));
    const workspace = await openWorkspace(root);
    expect(workspace.paths.map((path) => workspace.read(path))).toEqual([undefined, undefined, "fine", undefined]);
    expect(workspace.warnings).toEqual([
      "binary.ts: skipped, a binary file.",
      "broken.ts: skipped, cannot be read (ENOENT).",
      "huge.ts: skipped, 50 MB is over the limit of 2 MB.",
    ]);
  });

  test("a symlink loop of folders ends", async () => {
    mkdirSync(join(root, "a"));
    symlinkSync("..", join(root, "a", "up"));
    writeFileSync(join(root, "a", "x.ts"), "x");
    expect((await openWorkspace(root)).paths).toContain("a/x.ts");
  });

  test("dependencies and build output are left out", async () => {
    mkdirSync(join(root, "node_modules/kafkajs"), { recursive: true });
    writeFileSync(join(root, "node_modules/kafkajs/index.js"), "x");
    expect((await openWorkspace(root)).paths).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)("a folder without permission is a warning", async () => {
    mkdirSync(join(root, "closed"));
    chmodSync(join(root, "closed"), 0);
    expect((await openWorkspace(root)).warnings).toEqual(["closed: the folder cannot be read."]);
    chmodSync(join(root, "closed"), 0o755);
  });
});

describe("confinement", () => {
  test.each(["../secret.txt", "/etc/passwd", "a/../../secret.txt"])("%s is refused", (path) => {
    expect(codeOf(() => confine(root, path))).toBe("OUTSIDE_ROOT");
    expect(codeOf(() => readNamed(root, path))).toBe("OUTSIDE_ROOT");
    expect(codeOf(() => writeWhole(root, path, "x"))).toBe("OUTSIDE_ROOT");
  });

  test("a path through a symlinked folder that leaves the root is refused, also for a file that is not there yet", () => {
    symlinkSync(base, join(root, "out"));
    expect(codeOf(() => readNamed(root, "out/secret.txt"))).toBe("OUTSIDE_ROOT");
    expect(codeOf(() => writeWhole(root, "out/new.txt", "x"))).toBe("OUTSIDE_ROOT");
    expect(existsSync(join(base, "new.txt"))).toBe(false);
  });

  test("a dangling symlink is not written through", () => {
    symlinkSync(join(base, "created-by-us.txt"), join(root, "dangling"));
    expect(codeOf(() => writeWhole(root, "dangling", "x"))).toBe("OUTSIDE_ROOT");
    expect(existsSync(join(base, "created-by-us.txt"))).toBe(false);
  });

  test("a missing file is NOT_FOUND, a binary one PARSE_FAILED", () => {
    writeFileSync(join(root, "b"), Buffer.from([0]));
    expect(codeOf(() => readNamed(root, "missing"))).toBe("NOT_FOUND");
    expect(codeOf(() => readNamed(root, "b"))).toBe("PARSE_FAILED");
  });
});

describe("writing", () => {
  test("the whole text arrives, folders are made, nothing temporary stays", () => {
    expect(writeWhole(root, "schemas/order.placed/1.avsc", "{}")).toBe("schemas/order.placed/1.avsc");
    expect(readNamed(root, "schemas/order.placed/1.avsc")).toBe("{}");
    expect(readdirSync(join(root, "schemas/order.placed"))).toEqual(["1.avsc"]);
  });
});
