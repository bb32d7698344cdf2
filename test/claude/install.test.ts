import { join } from "node:path";
import { expect, test } from "vitest";
import { claude, describeClient, freshMachine, nodeModulesAbove, projectRoot } from "./client.ts";
import { cloneOfProject, publish } from "./repository.ts";

describeClient("installing from git", () => {
  test("a clean home starts the server from dist alone", async () => {
    const machine = freshMachine();
    const url = publish(machine, "godmode-event", cloneOfProject());
    const added = await claude(machine, ["plugin", "marketplace", "add", url]);
    expect(added.code, added.stdout + added.stderr).toBe(0);
    const installed = await claude(machine, ["plugin", "install", "godmode@godmode-event"]);
    expect(installed.code, installed.stdout + installed.stderr).toBe(0);
    const listed = await claude(machine, ["plugin", "list", "--json"]);
    const plugins = JSON.parse(listed.stdout) as { id: string; enabled: boolean; installPath: string }[];
    const plugin = plugins.find(({ id }) => id === "godmode@godmode-event");
    expect(plugin).toMatchObject({ enabled: true });
    expect(plugin!.installPath.startsWith(machine.home)).toBe(true);
    expect(nodeModulesAbove(plugin!.installPath)).toEqual([]);
    const servers = await claude(machine, ["mcp", "list"]);
    expect(servers.stdout).toMatch(/plugin:godmode:event.*Connected/);
  });

  test("in one step, as README says", async () => {
    const machine = freshMachine();
    const url = publish(machine, "godmode-event", cloneOfProject());
    const installed = await claude(machine, ["plugin", "install", "godmode", "--marketplace", url]);
    expect(installed.code, installed.stdout + installed.stderr).toBe(0);
    expect((await claude(machine, ["plugin", "details", "godmode"])).stdout).toMatch(
      /Skills \(1\)\s+event[\s\S]*MCP servers \(1\)\s+event/,
    );
  });
});

describeClient("as a server alone", () => {
  test("claude mcp add connects the bundle", async () => {
    const machine = freshMachine();
    const added = await claude(machine, ["mcp", "add", "event", "--", "node", join(projectRoot, "dist/bin.mjs"), "mcp"]);
    expect(added.code, added.stdout + added.stderr).toBe(0);
    expect((await claude(machine, ["mcp", "list"])).stdout).toMatch(/^event: .*Connected/m);
  });
});
