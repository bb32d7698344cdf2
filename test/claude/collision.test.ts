import { expect, test } from "vitest";
import { claude, describeClient, freshMachine, type Machine, session } from "./client.ts";
import { cloneOfProject, publish, repositoryOf } from "./repository.ts";
import { freshText, scriptedApi } from "./scripted-api.ts";

const other = {
  ".claude-plugin/plugin.json": JSON.stringify({
    name: "godmode",
    version: "1.0.0",
    description: "Another one.",
    author: { name: "another" },
  }),
  ".claude-plugin/marketplace.json": JSON.stringify({
    name: "another-market",
    owner: { name: "another" },
    plugins: [{ name: "godmode", source: "./" }],
  }),
  "skills/event/SKILL.md": "---\nname: event\ndescription: Plans parties.\n---\nThe other plug-in answers $ARGUMENTS.\n",
};

async function install(machine: Machine, market: string, repository: string): Promise<void> {
  const url = publish(machine, market, repository);
  for (const args of [
    ["marketplace", "add", url],
    ["install", `godmode@${market}`],
  ]) {
    const run = await claude(machine, ["plugin", ...args]);
    expect(run.code, run.stdout + run.stderr).toBe(0);
  }
}

/** Whose skill reaches the model when `/godmode:event` is typed. */
async function answering(machine: Machine): Promise<string[]> {
  await using api = await scriptedApi([{ text: "done" }]);
  await session({ ...machine, apiUrl: api.url }, "/godmode:event orders");
  const seen = freshText(api.requests[0]!);
  return [seen.includes("Asked for: `orders`") ? "ours" : "", seen.includes("The other plug-in answers orders") ? "theirs" : ""].filter(
    Boolean,
  );
}

const ours = { market: "godmode-event", repository: cloneOfProject };
const theirs = { market: "another-market", repository: () => repositoryOf(other) };

describeClient("another plug-in of the same name", () => {
  test.each([
    ["ours", ours, theirs],
    ["theirs", theirs, ours],
  ])("the one installed first answers: %s; disabling either hands the command to the other", async (first, one, two) => {
    const machine = freshMachine();
    await install(machine, one.market, one.repository());
    await install(machine, two.market, two.repository());
    expect(await answering(machine)).toEqual([first]);
    await claude(machine, ["plugin", "disable", "godmode@another-market"]);
    expect(await answering(machine)).toEqual(["ours"]);
    await claude(machine, ["plugin", "enable", "godmode@another-market"]);
    await claude(machine, ["plugin", "disable", "godmode@godmode-event"]);
    expect(await answering(machine)).toEqual(["theirs"]);
  });
});
