import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callTool, type Connected, connect, failureOf, ownEntry } from "./client.ts";

let folder: string;
let server: Connected;
const rootOf = async (args: Record<string, unknown>) => (await callTool(server.client, "echo-input", args)).structuredContent?.["root"];

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "roots ")));
  for (const path of ["project/service", "project-two", "outside"]) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, "project/file"), "");
  symlinkSync(join(folder, "outside"), join(folder, "project/way-out"));
  symlinkSync(join(folder, "project/service"), join(folder, "project/inside"));
  symlinkSync(join(folder, "project"), join(folder, "project-link"));
  server = await connect(ownEntry, { cwd: join(folder, "outside"), env: { CLAUDE_PROJECT_DIR: join(folder, "project-link") } });
});
afterAll(async () => {
  await server.client.close();
  rmSync(folder, { recursive: true });
});

test("the project is what the client names, symlinks resolved", async () => {
  expect(await rootOf({})).toBe(join(folder, "project"));
});

test("a root inside the project, relative, absolute or by a symlink that stays inside", async () => {
  const service = join(folder, "project/service");
  expect(await rootOf({ root: "service" })).toBe(service);
  expect(await rootOf({ root: service })).toBe(service);
  expect(await rootOf({ root: "inside" })).toBe(service);
});

describe("a root outside the project is refused", () => {
  test.each(["..", "../project-two", "/", "way-out", "service/../../outside"])("%s", async (root) => {
    expect(await failureOf(server.client, "echo-input", { root })).toMatchObject({ code: "OUTSIDE_ROOT", retry: { safe: true } });
  });
});

test.each(["nowhere", "file"])("a root that is no folder: %s", async (root) => {
  expect(await failureOf(server.client, "echo-input", { root })).toMatchObject({ code: "NOT_FOUND" });
});

test("without CLAUDE_PROJECT_DIR the project is the folder that the server was started in", async () => {
  const other = await connect(ownEntry, { cwd: join(folder, "project-two") });
  expect((await callTool(other.client, "echo-input")).structuredContent?.["root"]).toBe(join(folder, "project-two"));
  expect(await failureOf(other.client, "echo-input", { root: "../project" })).toMatchObject({ code: "OUTSIDE_ROOT" });
  await other.client.close();
});
