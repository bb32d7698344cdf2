import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { entry, initialize } from "./client.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const questions = [initialize, { method: "notifications/initialized" }, { id: "list", method: "tools/list" }];
const input = questions.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join("");

/** Every module that listing the tools loads from the sources. */
function loadedModules(): string[] {
  const hook = `import { registerHooks } from "node:module";
    registerHooks({ load(url, context, next) { if (url.startsWith("file:")) process.stderr.write("loaded " + url + "\\n"); return next(url, context); } });`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(hook)}`, join(root, "src/bin.ts"), "mcp"],
    { input, encoding: "utf8" },
  );
  expect(stdout).toContain('"id":"list"');
  return [...stderr.matchAll(/^loaded (\S+)$/gm)].map(([, url = ""]) => fileURLToPath(url));
}

describe("listing the tools", () => {
  const modules = loadedModules();

  test("loads no package but the SDK and zod, and what they need", () => {
    const packages = new Set(modules.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
    expect([...packages].sort()).toEqual([
      "@modelcontextprotocol/sdk",
      "ajv",
      "ajv-formats",
      "fast-deep-equal",
      "fast-uri",
      "json-schema-traverse",
      "zod",
      "zod-to-json-schema",
    ]);
  });

  test("loads no engine: only the faces, the tool files and the shapes of their input and output", () => {
    const rooms = new Set(
      modules.flatMap((path) => (path.startsWith(join(root, "src")) ? [path.slice(root.length).split("/").slice(0, 2).join("/")] : [])),
    );
    for (const engine of ["src/detect", "src/registry", "src/loop", "src/report"]) expect([...rooms]).not.toContain(engine);
    expect(modules.filter((path) => /src\/(cli\/(help|answer-text)|mcp\/http|workspace\/(source|git|config))\.ts$/.test(path))).toEqual([]);
  });
});

describe.skipIf(!entry[0]!.endsWith(".mjs"))("the bundle", () => {
  const bundle = entry[0]!;

  test("lists the tools from few and small chunks", () => {
    const folder = mkdtempSync(join(tmpdir(), "coverage "));
    const { stdout, status } = spawnSync(process.execPath, [bundle, "mcp"], {
      input,
      encoding: "utf8",
      env: { ...process.env, NODE_V8_COVERAGE: folder },
    });
    expect(stdout).toContain('"id":"list"');
    expect(status).toBe(0);
    const reports = readdirSync(folder).map(
      (file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as { result: { url: string }[] },
    );
    const chunks = new Set(
      reports.flatMap(({ result }) => result.flatMap(({ url }) => (url.includes("/dist/") ? [fileURLToPath(url)] : []))),
    );
    const bytes = [...chunks].reduce((sum, chunk) => sum + statSync(chunk).size, 0);
    rmSync(folder, { recursive: true });
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(400_000);
  });

  const other = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .map((folder) => join(folder, "node"))
    .find((path) => existsSync(path));
  const version = other === undefined ? "" : spawnSync(other, ["--version"], { encoding: "utf8" }).stdout.trim();

  test.skipIf(other === undefined)(`works on the machine's own Node (${version || "none found"})`, () => {
    const { stdout, stderr, status } = spawnSync(other!, [bundle, "mcp"], { input, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain('"id":"list"');
    expect(spawnSync(other!, [bundle, "--help"], { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
    expect(spawnSync(other!, [bundle, "detect", "--rot", "."], { encoding: "utf8" })).toMatchObject({ status: 2 });
  });
});
