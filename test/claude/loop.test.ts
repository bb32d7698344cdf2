import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeClient, freshMachine, type Machine, projectRoot, session } from "./client.ts";
import { cloneOfProject, commitAll } from "./repository.ts";
import { freshText, type Reaction, scriptedApi, type Step } from "./scripted-api.ts";

/** The six that do the whole job, each with its obvious arguments. */
const six = ["detect", "register-schema", "configure-dlq", "verify-idempotency", "validate", "commit"];
const fullName = (tool: string) => `mcp__plugin_godmode_event__${tool}`;

interface Answer {
  status: string;
  met?: boolean;
  next: { tool: string; args: Record<string, unknown> }[];
}

const answerIn = (seen: string) => JSON.parse(seen.split("\n").find((line) => line.startsWith('{"status"')) ?? '{"next":[]}') as Answer;

/** examples/orders before its newest schema was registered, with packages, committed. */
function ordersIn({ project }: Machine): void {
  cpSync(join(projectRoot, "examples/orders"), project, { recursive: true, filter: (path) => !path.includes("node_modules") });
  rmSync(join(project, "schemas/order.placed/2.avsc"));
  writeFileSync(join(project, ".gitignore"), "node_modules\n");
  symlinkSync(realpathSync(join(projectRoot, "node_modules")), join(project, "node_modules"));
  commitAll(project);
}

describeClient("the loop", () => {
  // Two consumers are run under every fault, several hundred plays each.
  const limitMs = 300_000;

  test("six tools take examples/orders to KEEP and commit it, and the gate lets go at once", { timeout: limitMs }, async () => {
    const called: string[] = [];
    const use = (tool: string, input: Record<string, unknown> = {}): Step => {
      called.push(tool);
      return { tools: [{ tool: fullName(tool), input }] };
    };
    /** Follows validate, and looks again after whatever else it did. */
    const follow: Reaction = (seen) => {
      const { next, met } = answerIn(seen);
      if (called.at(-1) === "commit" || called.length > 30) return { text: "done" };
      if (called.at(-1) !== "validate") return use("validate");
      if (met === true) return use("commit", { include: [] });
      const step = next.find(({ tool }) => six.includes(tool));
      return step === undefined ? { text: "stuck" } : use(step.tool, step.args);
    };
    await using api = await scriptedApi([() => use("detect"), () => use("validate", { run: "open" }), follow]);
    const machine = freshMachine(api.url);
    ordersIn(machine);
    const granted = ["--allowedTools", ...six.map(fullName)];
    const { result } = await session(machine, "/godmode:event", ["--plugin-dir", cloneOfProject(), ...granted], limitMs);

    const answers = api.requests.map(freshText);
    expect(result.permission_denials).toEqual([]);
    expect(result.result, answers.at(-1)).toBe("done");
    expect(new Set(called)).toEqual(new Set(six));
    expect(answers.join("\n")).not.toContain("run is not finished");
    const git = (...args: string[]) => execFileSync("git", args, { cwd: machine.project, encoding: "utf8" });
    expect(git("log", "-1", "--format=%s")).toMatch(/^event: \S+ -- 3 event types, kafka, Basic pub\/sub/);
    expect(git("show", "--name-only", "--format=")).toContain("schemas/order.placed/2.avsc");
    expect(readFileSync(join(machine.project, ".godmode/event-results.tsv"), "utf8").trim().split("\n").slice(1)).toHaveLength(2);
    const runs = join(machine.project, ".godmode/event/runs");
    const record = readdirSync(runs).find((name) => /^[\da-f-]{36}\.json$/.test(name))!;
    expect(JSON.parse(readFileSync(join(runs, record), "utf8"))).toMatchObject({ closed: { why: "met" }, blocks: [] });
  });
});
