import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { baseline } from "../../src/run/baseline.ts";
import { ToolError } from "../../src/tool.ts";
import { confine } from "../../src/workspace/files.ts";
import { runVerb } from "../run/run-verb.ts";
import { plainGit, repository } from "../workspace/hostile-repository.ts";

const files = {
  "package.json": '{"dependencies": {"kafkajs": "2"}}',
  "a.ts": 'import { Kafka } from "kafkajs";\nawait new Kafka({}).producer().send({ topic: "orders", messages: [] });\n',
};
const schema = { text: '{"type": "record", "name": "OrderPlaced", "fields": []}' };
const fields = [{ name: "id", type: "string" as const }];

let root: string;
let outside: string;
beforeEach(() => {
  root = repository(files);
  plainGit(root, "config", "user.name", "T");
  plainGit(root, "config", "user.email", "t@example.test");
  outside = realpathSync(mkdtempSync(join(tmpdir(), "outside-")));
});
afterEach(() => {
  for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true });
});

async function codeOf(what: Promise<unknown>): Promise<string> {
  try {
    await what;
    return "done";
  } catch (error) {
    if (error instanceof ToolError) return error.code;
    throw error;
  }
}

const write = (path: string) => codeOf(call("design-schema", { root, eventType: "order.placed", fields, write: path }));
const report = (folder?: string) => codeOf(call("report", { root, ...(folder !== undefined && { folder }) }));
const force = "because of the test";

describe("nothing is written through a symlink that leaves the root", () => {
  test("the folder of the registry", async () => {
    symlinkSync(outside, join(root, "schemas"));
    expect(await codeOf(call("design-schema", { root, eventType: "order.placed", fields }))).toBe("OUTSIDE_ROOT");
    expect(await codeOf(call("register-schema", { root, schema, subject: "order.placed" }))).toBe("OUTSIDE_ROOT");
    expect(readdirSync(outside)).toEqual([]);
  });

  test("the tools' own folder", async () => {
    symlinkSync(outside, join(root, ".godmode"));
    expect(await report()).toBe("OUTSIDE_ROOT");
    expect(await codeOf(call("commit", { root, force }))).toBe("OUTSIDE_ROOT");
    expect(await codeOf(call("commit", { root, discard: true }))).toBe("OUTSIDE_ROOT");
    expect(await codeOf(runVerb(baseline, root, { reason: "test" }))).toBe("OUTSIDE_ROOT");
    expect(readdirSync(outside)).toEqual([]);
  });

  test.each([".godmode/event.json", ".godmode/event-baseline.json", ".godmode/event-results.tsv", ".godmode/event/report"])(
    "%s",
    async (path) => {
      mkdirSync(join(root, ".godmode/event"), { recursive: true });
      writeFileSync(join(outside, "file"), "{}");
      symlinkSync(path.endsWith("report") ? outside : join(outside, "file"), join(root, path));
      const codes = [
        await report(),
        await codeOf(call("commit", { root, force })),
        await codeOf(runVerb(baseline, root, { reason: "test" })),
      ];
      expect(codes).toContain("OUTSIDE_ROOT");
      expect(readdirSync(outside)).toEqual(["file"]);
      expect(execFileSync("cat", [join(outside, "file")], { encoding: "utf8" })).toBe("{}");
    },
  );
});

describe("a path that a caller gives", () => {
  test.each([
    "../x.json",
    "a/../../x.json",
    "/tmp/godmode-x.json",
    ".git/config.json",
    ".GIT/x.json",
    ".git./x.json",
    "git~1/x.json",
    "link/x.json",
  ])("%j leads out of the root or into git's folder", async (path) => {
    symlinkSync(".git", join(root, "link"));
    expect(await write(path)).toBe("OUTSIDE_ROOT");
    expect(await report(path)).toBe("OUTSIDE_ROOT");
    expect(await codeOf(call("check-compat", { root, schema: { path }, format: "avro" }))).toBe("OUTSIDE_ROOT");
    expect(await codeOf(call("commit", { root, include: [path], force }))).toBe("OUTSIDE_ROOT");
    expect(existsSync(join(root, ".git/x.json"))).toBe(false);
  });

  test("characters that file systems ignore do not hide git's folder", () => {
    for (const name of [".g\u200Cit", ".git ", ".git..", ".gIT\uFEFF"]) expect(() => confine(root, `${name}/config`)).toThrow(ToolError);
    expect(confine(root, ".gitignore")).toBe(join(root, ".gitignore"));
    expect(confine(root, ".github/a.json")).toBe(join(root, ".github/a.json"));
  });

  test.each([
    "a\0b.json",
    `${"x".repeat(300)}.json`,
    "package.json/x.json",
    "package.json",
    "",
    ".",
    ".godmode/event.json",
    ".godmode/x.json",
    ".bashrc",
    "x.yml",
  ])("%j is no place for a schema: an error that says so, and nothing is written", async (path) => {
    expect(await write(path)).toMatch(/INVALID_INPUT|PARSE_FAILED/);
    expect(plainGit(root, "status", "--porcelain")).toBe("");
  });

  test.each(["a\0b", "x".repeat(300), "package.json"])("%j is no folder for a report", async (folder) => {
    expect(await report(folder)).toBe("INVALID_INPUT");
  });

  test.skipIf(process.getuid?.() === 0)("a folder that may not be written is said, and is no bug", async () => {
    mkdirSync(join(root, "closed"), { mode: 0o500 });
    expect(await write("closed/x.json")).toBe("WRITE_DISABLED");
  });

  test.each(["--output=x", "HEAD:", "", "a\0b", "@{-1}", "HEAD^{/x}"])("%j is no ref", async (git) => {
    expect(await codeOf(call("check-compat", { root, schema: { git, path: "a.ts" }, format: "avro" }))).toBe("NOT_FOUND");
  });

  test("subjects and files of a schema stay inside the registry", async () => {
    for (const subject of ["..", ".", "a/b", "a\\b", "-x", ".hidden", "a\nb", "x".repeat(300)])
      expect(await codeOf(call("register-schema", { root, schema, subject }))).toBe("INVALID_INPUT");
    for (const name of ["../../x.proto", "/tmp/x.proto"]) {
      const tree = { files: { [name]: 'syntax = "proto3"; message A {}', "b.proto": 'syntax = "proto3"; message B {}' } };
      expect(await codeOf(call("register-schema", { root, schema: tree, subject: "a.placed" }))).toBe("OUTSIDE_ROOT");
    }
    expect(await codeOf(call("check-compat", { root, schema: { registry: "../../outside" } }))).toBe("NOT_FOUND");
  });
});

test("what is no file is passed over, and hangs nothing", async () => {
  for (const name of ["fifo.ts", "compose.yaml", ".env"]) execFileSync("mkfifo", [join(root, name)]);
  for (const name of ["sub/package.json", "sub/a.avsc", "requirements.txt"]) mkdirSync(join(root, name), { recursive: true });
  for (const [name, target] of [
    ["zero.ts", "/dev/zero"],
    ["go.mod", "/dev/random"],
    ["in.ts", "/dev/stdin"],
    ["to.ts", "fifo.ts"],
  ] as const)
    symlinkSync(target, join(root, name));
  mkdirSync(join(root, "d/".repeat(500)), { recursive: true });
  const map = await call("detect", { root });
  expect(map.producers).toHaveLength(1);
  expect(map.warnings.filter((warning) => warning.includes("symlink"))).toHaveLength(3);
  expect(await codeOf(call("check-compat", { root, schema: { path: "fifo.ts" }, format: "avro" }))).toBe("PARSE_FAILED");
  execFileSync("mkfifo", [join(root, "x.json")]);
  expect(await write("x.json")).toBe("PARSE_FAILED");
  expect(lstatSync(join(root, "x.json")).isFIFO()).toBe(true);
});
