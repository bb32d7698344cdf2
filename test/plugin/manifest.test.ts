import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tools } from "../../src/tools.ts";

const json = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;

test("one version in the package, the plug-in and the change log", () => {
  const { version } = json("package.json");
  expect(json(".claude-plugin/plugin.json")["version"]).toBe(version);
  expect(readFileSync("CHANGELOG.md", "utf8")).toContain(`## ${String(version)}`);
});

test("the server is declared in the manifest alone", () => {
  expect(json(".claude-plugin/plugin.json")["mcpServers"]).toEqual({
    event: { command: "node", args: ["${CLAUDE_PLUGIN_ROOT}/dist/bin.mjs", "mcp"] },
  });
  expect(existsSync(".mcp.json")).toBe(false);
});

test("names fit: plug-in, marketplace, and tool names within the client's 64 characters", () => {
  expect(json(".claude-plugin/plugin.json")["name"]).toBe("godmode");
  expect(json(".claude-plugin/marketplace.json")).toMatchObject({ name: "godmode-event", plugins: [{ name: "godmode", source: "./" }] });
  for (const { name } of tools) expect(`mcp__plugin_godmode_event__${name}`.length).toBeLessThanOrEqual(57);
});

test("the icon is a square PNG of 512 pixels", () => {
  const png = readFileSync(".claude-plugin/icon.png");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
});

test("the command of the package is a program by itself", () => {
  const { bin } = json("package.json") as { bin: Record<string, string> };
  expect(readFileSync(bin["godmode-event"]!, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});
