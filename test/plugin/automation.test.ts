import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

const yaml = (path: string): unknown => parse(readFileSync(path, "utf8"));
const path = `${dirname(process.execPath)}:${resolve("bin")}:${process.env["PATH"]}`;

function copyOf(example: string): string {
  const folder = mkdtempSync(join(tmpdir(), "godmode-event-automation-"));
  cpSync(join("examples", example), folder, { recursive: true });
  return folder;
}

function shell(script: string, cwd: string, env: Record<string, string> = {}) {
  return spawnSync("bash", ["-e", "-o", "pipefail", "-c", script], { cwd, env: { HOME: cwd, PATH: path, ...env }, encoding: "utf8" });
}

describe("the examples in automation", () => {
  let naive: string, orders: string;
  beforeAll(() => {
    naive = copyOf("orders-naive");
    orders = copyOf("orders");
  });
  afterAll(() => [naive, orders].forEach((folder) => rmSync(folder, { recursive: true })));

  test("the launcher in bin runs the bundle, through a link too", () => {
    expect(shell("godmode-event --version", orders).stdout.trim()).toBe((yaml("package.json") as { version: string }).version);
    const linked = shell(`ln -s ${resolve("bin/godmode-event")} ./linked && ./linked --version && rm linked`, orders);
    expect(linked.status, linked.stderr).toBe(0);
  });

  test("the pre-commit hook fails on what is wrong and passes what is only unknown", () => {
    const [hook] = yaml(".pre-commit-hooks.yaml") as {
      id: string;
      entry: string;
      language: string;
      files: string;
      pass_filenames: boolean;
    }[];
    expect(hook).toMatchObject({ id: "godmode-event", language: "node", pass_filenames: false });
    for (const file of ["a/b.ts", "c.py", "schemas/x/1.avsc", "main.tf", "compose.yaml"]) expect(file).toMatch(new RegExp(hook!.files));
    expect(shell(hook!.entry, naive).status).toBe(1);
    const passed = shell(hook!.entry, orders);
    expect(passed.status, passed.stdout + passed.stderr).toBe(0);
  });

  interface Action {
    inputs: Record<string, { description: string; default: string }>;
    runs: { using: string; steps: { shell: string; run: string; env: Record<string, string> }[] };
  }

  /** What the runner would do with the only step, every input at its default unless given. */
  function act(cwd: string, given: Record<string, string> = {}) {
    const { inputs, runs } = yaml("action.yml") as Action;
    const [step] = runs.steps;
    const fill = (text: string) =>
      text.replaceAll(/\$\{\{ (\S+) \}\}/g, (_, name: string) =>
        name === "github.action_path" ? resolve(".") : (given[name.slice(7)] ?? inputs[name.slice(7)]!.default),
      );
    const env = Object.fromEntries(Object.entries(step!.env).map(([name, value]) => [name, fill(value)]));
    expect(step!.run).not.toContain("${{");
    return shell(step!.run, cwd, env);
  }

  test("the action annotates file and line, and takes its inputs", () => {
    const failed = act(naive);
    expect(failed.status).toBe(1);
    expect(failed.stdout).toMatch(/^::(error|warning) .*file=billing-service\/src\/main\.ts,line=\d+/m);
    expect(act(orders).status).toBe(0);
    expect(act(orders, { inconclusive: "fail" }).status).toBe(1);
    expect(act(naive, { root: orders }).status).toBe(0);
    expect(act(orders, { since: "no-such-ref" }).status).toBeGreaterThan(1);
  });
});
