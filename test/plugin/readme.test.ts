import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Settings } from "../../src/model/settings.ts";
import { kebab } from "../../src/run/command-line.ts";
import { verbs } from "../../src/run/verbs.ts";
import type { Tool } from "../../src/tool.ts";
import { tools } from "../../src/tools.ts";
import { entry } from "../mcp/client.ts";

const pages = ["README.md", "AGENTS.md", "CHANGELOG.md", "skills/event/SKILL.md", "references/event-patterns.md"];
const read = (path: string) => readFileSync(path, "utf8");
const list: readonly Tool[] = tools;
const scripts = (JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts;

const own = ["root", "input", "json", "inconclusive", "help"];
const flags = new Map(
  [...verbs, ...list, { name: "mcp", input: { shape: { http: true } } }].map(({ name, input }) => [
    name,
    new Set([...Object.keys(input.shape).map(kebab), ...own]),
  ]),
);

const found = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, match]) => match!))];

describe.each(pages)("%s", (page) => {
  const text = read(page);

  test("names only commands that exist", () => {
    const known = new Set([...verbs.map(({ name }) => name), ...list.map(({ name }) => name), "mcp"]);
    const named = found(text, /(?:^|`|\$ |then )godmode-event ([a-z][a-z-]*)/gm);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test("names only flags that exist", () => {
    const named = [...text.matchAll(/godmode-event ([a-z-]+)((?: +[^\s`#|]+)+)/g)];
    const wrong = named.flatMap(([, command, rest]) => {
      const known = flags.get(command!);
      const given = [...rest!.matchAll(/(?<= )--(?:no-)?([a-z-]+)/g)].map(([, flag]) => flag!);
      return known === undefined ? [] : given.filter((flag) => !known.has(flag)).map((flag) => `${command} --${flag}`);
    });
    expect(wrong).toEqual([]);
  });

  test("names only npm scripts that exist", () => {
    const named = found(text, /npm run ([a-z:]+)/g);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("links only to files that exist", () => {
    const links = found(text, /\]\((?!https?:)([^)#$]+)(?:#[^)]*)?\)/g).map((path) =>
      page.startsWith("references") ? `references/${path}` : path,
    );
    expect(links.filter((path) => !existsSync(path))).toEqual([]);
  });
});

test("README lists every tool with what it touches", () => {
  const rows = [...read("README.md").matchAll(/^\| `([a-z-]+)` \|.*\| (\w+) \|$/gm)].map(([, name, touches]) => [name, touches]);
  const expected = list.map(({ name, effect }) => [name, effect === "read" ? "nothing" : effect]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected));
});

test("what README shows of check is what check prints", () => {
  const folder = mkdtempSync(join(tmpdir(), "godmode-event-readme-"));
  try {
    cpSync("examples/orders-naive", join(folder, "orders-naive"), { recursive: true });
    const { stdout } = spawnSync(process.execPath, [...entry, "--all"], { cwd: join(folder, "orders-naive"), encoding: "utf8" });
    const shown = /shortened:\n\n```\n([\s\S]*?)```/.exec(read("README.md"))![1]!;
    const printed = new Set(stdout.split("\n"));
    expect(shown.split("\n").filter((line) => !printed.has(line))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the counterexample that README shows is what run prints", () => {
  const folder = mkdtempSync(join(tmpdir(), "godmode-event-readme-"));
  try {
    cpSync("examples/orders-naive", join(folder, "orders-naive"), { recursive: true });
    symlinkSync(realpathSync("node_modules"), join(folder, "node_modules"));
    const { stdout } = spawnSync(process.execPath, [...entry, "run"], { cwd: join(folder, "orders-naive"), encoding: "utf8" });
    const shown = /among other things:\n\n```\n([\s\S]*?)```/.exec(read("README.md"))![1]!;
    const printed = new Set(stdout.split("\n"));
    expect(
      shown.split("\n").filter((line) => !printed.has(line)),
      stdout,
    ).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

test("the settings in README are settings", () => {
  const block = /Settings[\s\S]*?```json\n([\s\S]*?)```/.exec(read("README.md"))![1]!;
  expect(Settings.parse(JSON.parse(block))).toHaveProperty("channels");
});

test("AGENTS.md is short and its paths exist", () => {
  const text = read("AGENTS.md");
  expect(text.split("\n").length).toBeLessThanOrEqual(101);
  const paths = found(text, /`((?:src|test|skills|references|examples|scripts|bin)\/[\w./-]*)`/g);
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !existsSync(path) && !path.includes("bullmq"))).toEqual([]);
});
