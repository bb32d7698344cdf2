import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { describeClient, freshMachine, projectRoot, session } from "./client.ts";
import { cloneOfProject, commitAll } from "./repository.ts";
import { freshText, type Reaction, scriptedApi, type Step } from "./scripted-api.ts";

const fullName = (tool: string) => `mcp__plugin_godmode_event__${tool}`;
const call = (tool: string, input: Record<string, unknown> = {}): Step => ({ tools: [{ tool: fullName(tool), input }] });
const skill: Step = { tools: [{ tool: "Skill", input: { skill: "godmode:event" } }] };
const done: Step = { text: "done" };
const held = "godmode-event run is not finished";
const everything = ["--allowedTools", fullName("*"), "Skill(godmode:event)"];

describeClient("the gate", () => {
  let plugin: string;
  beforeAll(() => {
    plugin = cloneOfProject();
  });

  async function run(prompt: string, script: (Step | Reaction)[], flags: string[] = everything, example = "orders-naive") {
    await using api = await scriptedApi(script);
    const machine = freshMachine(api.url);
    cpSync(join(projectRoot, "examples", example), machine.project, { recursive: true });
    commitAll(machine.project);
    const ran = await session(machine, prompt, ["--plugin-dir", plugin, ...flags]);
    const seen = api.requests.map(freshText);
    return {
      ...ran,
      project: machine.project,
      seen,
      blocks: seen.filter((text) => text.includes(held)).length,
      record: recordOf(machine.project),
    };
  }

  interface Record {
    by: string;
    closed?: { why: string };
    blocks: { step: { tool?: string } }[];
    denied: string[];
    calls: { tool: string; outcome: string }[];
  }

  /** The run file of the only session. */
  function recordOf(project: string): Record | undefined {
    const folder = join(project, ".godmode/event/runs");
    const [file] = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
    return file === undefined ? undefined : (JSON.parse(readFileSync(join(folder, file), "utf8")) as Record);
  }

  test("holds the session while a step that is possible is missing, in the words of validate", async () => {
    const { seen, blocks, record } = await run("/godmode:event", [call("detect"), call("validate"), done]);
    expect(blocks).toBe(1);
    const feedback = seen.find((text) => text.includes(held))!;
    expect(feedback).toMatch(/billing-service \(DISCARD\): \([abc]\)/);
    expect(feedback).toMatch(/^Next: \S+/m);
    expect(feedback.length).toBeLessThan(2100);
    expect(record).toMatchObject({ by: "command", closed: {} });
    expect(record!.calls.map(({ tool }) => tool)).toEqual(["detect", "validate"]);
  });

  test("asks for a judgement when the model stops at once, and lets go when the model does nothing", async () => {
    const { seen, blocks, record } = await run("/godmode:event", [done]);
    expect(blocks).toBe(1);
    expect(seen[1]).toContain("Next: validate {}");
    expect(record).toMatchObject({ closed: { why: "denied" } });
  });

  test("lets go when the step that it asked for is denied", async () => {
    const script = [call("validate"), done, call("verify-idempotency", { consumer: "billing-service/src/main.ts#${ORDERS_TOPIC}" }), done];
    const { seen, blocks, record, result } = await run("/godmode:event", script, []);
    expect(seen.find((text) => text.includes(held))).toContain("Next: verify-idempotency {");
    expect(result.permission_denials).toMatchObject([{ tool_name: fullName("verify-idempotency") }]);
    expect(blocks).toBe(1);
    expect(record).toMatchObject({ closed: { why: "denied" } });
  });

  test("lets go when the same unmet set stands twice", async () => {
    const nothing = call("verify-idempotency", { consumer: "no/such/file.ts#consumer" });
    const { blocks, record } = await run("/godmode:event", [call("validate"), done, nothing, call("validate"), done]);
    expect(blocks).toBe(1);
    expect(record).toMatchObject({ closed: { why: "no progress" } });
  });

  test.each([
    ["Tell me whether our Kafka consumers have a dead letter queue and are idempotent.", [call("detect"), call("validate"), done]],
    ["Look at our events, CQRS and Kafka.", [skill, call("detect"), call("validate"), done]],
  ])("words alone never open a run: %s", async (prompt, script) => {
    const { blocks, project } = await run(prompt, script);
    expect(blocks).toBe(0);
    expect(existsSync(join(project, ".godmode/event"))).toBe(false);
  });

  test("a wish in words opens it by the skill's own first step", async () => {
    const { blocks, record } = await run("Make our consumers survive duplicates.", [
      skill,
      call("detect"),
      call("validate", { run: "open" }),
      done,
    ]);
    expect(blocks).toBe(1);
    expect(record).toMatchObject({ by: "tool" });
  });

  test("the user stops it through validate", async () => {
    const { blocks, record } = await run("/godmode:event", [call("validate"), call("validate", { stop: "user" }), done]);
    expect(blocks).toBe(0);
    expect(record).toMatchObject({ closed: { why: "stopped" } });
  });

  test("the user stops it by the command line", async () => {
    const stop: Step = { tools: [{ tool: "Bash", input: { command: "godmode-event stop" } }] };
    const { blocks, record } = await run("/godmode:event", [call("validate"), stop, done], [...everything, "Bash(godmode-event:*)"]);
    expect(blocks).toBe(0);
    expect(record).toMatchObject({ closed: { why: "stopped" } });
  });

  test("a repository without events ends at once", async () => {
    const { blocks, record } = await run("/godmode:event", [call("validate"), done], everything, "orders/shared");
    expect(blocks).toBe(0);
    expect(record).toMatchObject({ closed: { why: "met" } });
  });
});
