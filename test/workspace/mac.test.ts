import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isMacOf, macKey, macOf } from "../../src/workspace/mac.ts";
import { newCache } from "./a-run.ts";
import { newFolder } from "./hostile-repository.ts";

const root = newFolder();
const fileIn = (cache: string) => join(cache, "godmode-event/evidence.key");
const why = (cache: string) => {
  const found = macKey(root, { XDG_CACHE_HOME: cache }, true);
  return "why" in found ? found.why : "";
};

describe("the key", () => {
  it("is made once, outside the repository, for its user alone", () => {
    const cache = newCache();
    expect(macKey(root, { XDG_CACHE_HOME: cache })).toMatchObject({ why: expect.stringContaining("no run was recorded") });
    const first = macKey(root, { XDG_CACHE_HOME: cache }, true);
    expect(macKey(root, { XDG_CACHE_HOME: cache }, true)).toEqual(first);
    expect(statSync(fileIn(cache)).mode & 0o777).toBe(0o600);
    expect(statSync(join(cache, "godmode-event")).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(cache, "godmode-event"))).toEqual(["evidence.key"]);
  });

  it("is the same for processes that begin together", () => {
    const cache = newCache();
    const script = `import { macKey } from ${JSON.stringify(join(import.meta.dirname, "../../src/workspace/mac.ts"))};
      process.stdout.write(macKey(${JSON.stringify(root)}, { XDG_CACHE_HOME: ${JSON.stringify(cache)} }, true).key.toString("hex") + "\\n");`;
    const one = `${JSON.stringify(process.execPath)} --input-type=module -e '${script.replaceAll("'", "'\\''")}'`;
    const out = execFileSync("sh", ["-c", `${Array(4).fill(one).join(" & ")} & wait`], { encoding: "utf8" });
    const keys = out.trim().split("\n");
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
  });

  it("lies in ~/.cache where XDG_CACHE_HOME names no absolute folder", () => {
    const home = newFolder();
    macKey(root, { HOME: home, XDG_CACHE_HOME: "relative" }, true);
    expect(readFileSync(join(home, ".cache/godmode-event/evidence.key"), "utf8")).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it("is not taken from inside the repository, from a symlink, from what others can read, nor from what is none", () => {
    expect(why(join(root, "cache"))).toContain("inside the repository");
    expect(readdirSync(root)).toEqual([]);
    const [open, linked, broken] = [newCache(), newCache(), newCache()];
    for (const cache of [open, linked, broken]) mkdirSync(join(cache, "godmode-event"), { recursive: true });
    writeFileSync(fileIn(open), `${"a".repeat(64)}\n`);
    chmodSync(fileIn(open), 0o644);
    expect(why(open)).toContain("0600");
    symlinkSync(fileIn(open), fileIn(linked));
    expect(why(linked)).toContain("no plain file");
    writeFileSync(fileIn(broken), "secret", { mode: 0o600 });
    expect(why(broken)).toContain("holds no key");
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    expect(why(file)).toContain("cannot be written");
  });
});

it("a MAC does not depend on the order of keys, and on everything else", () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const mac = macOf(key, { a: 1, b: { c: [1, 2], d: "x" } });
  expect(isMacOf(key, { b: { d: "x", c: [1, 2] }, a: 1 }, mac)).toBe(true);
  expect(isMacOf(key, { b: { d: "x", c: [2, 1] }, a: 1 }, mac)).toBe(false);
  expect(isMacOf(other, { a: 1, b: { c: [1, 2], d: "x" } }, mac)).toBe(false);
  expect(isMacOf(key, {}, "")).toBe(false);
});
