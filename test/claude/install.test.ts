import { expect, test } from "vitest";
import { claude, describeClient, freshMachine, nodeModulesAbove } from "./client.ts";
import { cloneOfProject, publish } from "./repository.ts";

describeClient("installing from git", () => {
  test("a clean home starts the server from dist alone", async () => {
    const machine = freshMachine();
    const url = publish(machine, "godmode-event", cloneOfProject());
    const added = await claude(machine, ["plugin", "marketplace", "add", url]);
    expect(added.code, added.stdout + added.stderr).toBe(0);
    const installed = await claude(machine, ["plugin", "install", "godmode@godmode-event"]);
    expect(installed.code, installed.stdout + installed.stderr).toBe(0);
    const list = JSON.parse((await claude(machine, ["plugin", "list", "--json"])).stdout) as {
      id: string;
      enabled: boolean;
      installPath: string;
    }[];
    const plugin = list.find(({ id }) => id === "godmode@godmode-event");
    expect(plugin).toMatchObject({ enabled: true });
    expect(plugin!.installPath.startsWith(machine.home)).toBe(true);
    expect(nodeModulesAbove(plugin!.installPath)).toEqual([]);
    const servers = await claude(machine, ["mcp", "list"]);
    expect(servers.stdout).toMatch(/plugin:godmode:event.*Connected/);
  });
});
