import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type Tool } from "../../src/tool.ts";
import { tools } from "../../src/tools.ts";
import { version } from "../../src/version.ts";
import { describeClient, freshMachine, projectRoot, session } from "./client.ts";
import { cloneOfProject, commitAll } from "./repository.ts";
import { freshText, type Reaction, scriptedApi, type Step } from "./scripted-api.ts";

const fullName = (tool: string) => `mcp__plugin_godmode_event__${tool}`;
const list: readonly Tool[] = tools;

describeClient("a session with the plug-in", () => {
  let plugin: string;
  beforeAll(() => {
    plugin = cloneOfProject();
  });

  async function run(prompt: string, script: (Step | Reaction)[], flags: string[] = []) {
    await using api = await scriptedApi(script);
    const machine = freshMachine(api.url);
    cpSync(join(projectRoot, "examples/orders-naive"), machine.project, { recursive: true });
    commitAll(machine.project);
    const ran = await session(machine, prompt, ["--plugin-dir", plugin, ...flags]);
    return { ...ran, requests: api.requests };
  }

  test("shows the server connected, every tool and the skill, and no plug-in error", async () => {
    const { init } = await run("hello", [{ text: "hi" }]);
    expect(init.mcp_servers).toContainEqual(expect.objectContaining({ name: "plugin:godmode:event", status: "connected" }));
    expect(init.tools).toEqual(expect.arrayContaining(list.map(({ name }) => fullName(name))));
    expect(init.skills).toContain("godmode:event");
    expect(init.plugin_errors ?? []).toEqual([]);
  });

  test("hands the skill and its arguments to the model, the plug-in's own folder filled in", async () => {
    const { requests } = await run("/godmode:event orders", [{ text: "done" }]);
    const seen = freshText(requests[0]!);
    expect(seen).toContain("Asked for: `orders`");
    expect(seen).toContain(`${plugin}/references/kafka.md`);
    expect(seen).not.toContain("${CLAUDE_PLUGIN_ROOT}");
  });

  test("runs detect and validate without a prompt, and the answers fit", async () => {
    const { requests, result } = await run("/godmode:event", [
      { tools: [{ tool: fullName("detect") }] },
      { tools: [{ tool: fullName("validate") }] },
      { text: "done" },
    ]);
    expect(result.permission_denials).toEqual([]);
    const [, detected, validated] = requests.map(freshText);
    expect(detected).toContain('"kafka"');
    expect(detected).toContain("billing-service/src/main.ts");
    expect(validated).toContain('"status":"negative"');
    expect(validated).toContain("DISCARD");
    for (const answer of [detected!, validated!]) expect(answer.length).toBeLessThan(10_000);
  });

  test.each(list.filter(({ effect }) => effect !== "read").map(({ name }) => name))("%s is left to the user's prompt", async (name) => {
    const { requests, result } = await run("/godmode:event", [{ tools: [{ tool: fullName(name) }] }, { text: "done" }]);
    expect(result.permission_denials).toEqual([expect.objectContaining({ tool_name: fullName(name) })]);
    expect(freshText(requests[1]!)).toMatch(/permission/i);
  });

  const schema = { path: "schemas/order.placed.avsc" };
  const consumer = "billing-service/src/main.ts#${ORDERS_TOPIC}";
  const once: [tool: string, input: Record<string, unknown>, answer: string][] = [
    ["detect", {}, '"status":"ok"'],
    ["recommend-broker", { eventsPerSecond: 50_000 }, '"ranking"'],
    ["design-schema", { eventType: "order.placed", format: "avro", sample: { order_id: "o-1" } }, "schemas/order.placed.avsc"],
    ["check-compat", { schema }, '"status":"inconclusive"'],
    ["register-schema", { schema, subject: "order.placed" }, "schemas/order.placed/1.avsc"],
    ["scaffold", { channel: "orders", group: "audit" }, "orders.audit.dlq"],
    ["plan-dlq", {}, "to create"],
    ["configure-dlq", { consumer }, '"applied":true'],
    ["inspect-dlq", {}, "No dead letters of 1 consumer"],
    ["redrive-dlq", { consumer }, "Dry run: 0"],
    ["verify-idempotency", { consumer }, '"verdict":"not-idempotent"'],
    ["validate", {}, '"status":"negative"'],
    ["report", {}, ".godmode/event/report"],
    ["commit", {}, '"outcome":"refused"'],
  ];

  test("every tool answers when the user allows it", async () => {
    expect(once.map(([name]) => name).sort()).toEqual(list.map(({ name }) => name).sort());
    const script = once.map(([tool, input]) => ({ tools: [{ tool: fullName(tool), input }] }));
    const { requests, result } = await run("/godmode:event", [...script, { text: "done" }], ["--allowedTools", fullName("*")]);
    expect(result.permission_denials).toEqual([]);
    for (const [index, [name, , answer]] of once.entries()) expect(freshText(requests[index + 1]!), name).toContain(answer);
  });

  test("a model that only obeys the first proposed call comes to an end and never asks twice for the same", async () => {
    const calls: string[] = [];
    const obey: Reaction = (seen) => {
      const answer = seen.split("\n").find((line) => line.startsWith('{"status"'))!;
      const { next } = JSON.parse(answer) as { next: { tool: string; args: Record<string, unknown> }[] };
      const first = next[0];
      if (first === undefined || calls.length > 30) return { text: "done" };
      calls.push(first.tool === "validate" ? "validate" : JSON.stringify(first));
      return { tools: [{ tool: fullName(first.tool), input: first.args }] };
    };
    const { result } = await run("/godmode:event", [{ tools: [{ tool: fullName("detect") }] }, obey], ["--allowedTools", fullName("*")]);
    expect(result.permission_denials).toEqual([]);
    expect(calls[0]).toBe("validate");
    const others = calls.filter((call) => call !== "validate");
    expect(new Set(others).size).toBe(others.length);
    expect(calls.length).toBeLessThan(20);
  });

  test("the command line is on the path of the client's shell", async () => {
    const script = [{ tools: [{ tool: "Bash", input: { command: "godmode-event --version" } }] }, { text: "done" }];
    const { requests } = await run("hello", script, ["--allowedTools", "Bash(godmode-event:*)"]);
    expect(freshText(requests[1]!).trim()).toBe(version);
  });

  test("a wrong argument comes back as an error that says what to do", async () => {
    const { requests } = await run("/godmode:event", [{ tools: [{ tool: fullName("detect"), input: { rot: "." } }] }, { text: "done" }]);
    const seen = freshText(requests[1]!);
    expect(seen).toContain("INVALID_INPUT");
    expect(seen).toContain('did you mean \\"root\\"');
    expect(seen).toContain('"retry"');
  });

  test("a model that starts the skill by itself needs the grant that README names", async () => {
    const script = [{ tools: [{ tool: "Skill", input: { skill: "godmode:event", args: "orders" } }] }, { text: "done" }];
    const denied = await run("look at our events", script);
    expect(denied.result.permission_denials).toHaveLength(1);
    const granted = await run("look at our events", script, ["--allowedTools", "Skill(godmode:event)"]);
    expect(granted.result.permission_denials).toEqual([]);
    expect(freshText(granted.requests[1]!)).toContain("Asked for: `orders`");
  });
});
