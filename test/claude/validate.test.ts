import { expect, test } from "vitest";
import { claude, describeClient, freshMachine } from "./client.ts";
import { cloneOfProject } from "./repository.ts";

describeClient("plugin validate", () => {
  test.each(["--strict", "--profile=directory"])("%s", async (flag) => {
    const run = await claude(freshMachine(), ["plugin", "validate", cloneOfProject(), flag]);
    expect(run.code, run.stdout + run.stderr).toBe(0);
  });

  test("names the command that the skill answers to", async () => {
    const run = await claude(freshMachine(), ["plugin", "validate", cloneOfProject(), "--strict", "--json"]);
    expect(JSON.parse(run.stdout)).toMatchObject({ provides: { skills: ["godmode:event"] } });
  });
});
