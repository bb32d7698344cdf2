import { describe, expect, test } from "vitest";
import { type CallOptions, findTool, invoke, publicInput } from "../src/call.ts";
import { errorCodes, type Tool, ToolError, usageErrors } from "../src/tool.ts";
import { createContext } from "../src/workspace/context.ts";
import { broken, echo, many, slow, tools } from "./own-tools.ts";

const options = (signal = new AbortController().signal): CallOptions => ({
  context: createContext({ entry: import.meta.url, env: {}, signal }),
  cwd: process.cwd(),
});
const failure = async (call: Promise<unknown>): Promise<ToolError> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ToolError)) throw new Error(`no ToolError but ${String(error)}`);
  return error;
};

test("an answer has status, summary, next, and the tool's own fields", async () => {
  expect(await invoke(many, { count: 1 }, options())).toEqual({
    status: "ok",
    summary: "1 entries.",
    next: [],
    entries: [{ file: "a.ts", line: 1, name: "entry-0", evidence: ["seen"] }],
    text: "",
    wanted: "ok",
  });
});

test("without a wish nothing is cut; a summary never exceeds 200 characters, nor next three calls", async () => {
  const next = Array.from({ length: 5 }, () => ({ tool: "detect", args: {}, why: "" }));
  const wordy: Tool = { ...many, summarize: () => "x".repeat(500), next: () => next };
  const answer = await invoke(wordy, { count: 1000 }, options());
  expect(answer["entries"]).toHaveLength(1000);
  expect(answer.summary).toHaveLength(200);
  expect(answer.next).toHaveLength(3);
});

test("the next calls stay in the repository that was asked about", async () => {
  expect((await invoke(echo, {}, options())).next[0]?.args).toEqual({ count: 3, label: "it's new" });
  expect((await invoke(echo, { root: "src" }, options())).next[0]?.args).toEqual({ count: 3, label: "it's new", root: "src" });
});

test("only tools with lists take paging fields; all take root", () => {
  expect(Object.keys(publicInput(many).shape)).toEqual(expect.arrayContaining(["detail", "limit", "cursor", "root"]));
  expect(Object.keys(publicInput(slow).shape)).toEqual(["milliseconds", "noisy", "root"]);
});

describe("strict input", () => {
  test.each<[unknown, string]>([
    [{ raet: 1 }, 'unknown key "raet"; did you mean "rate"?'],
    [{ zzzzzzzz: 1 }, 'unknown key "zzzzzzzz"; known keys are schema, against,'],
    [{ stopWhen: "alll" }, '"stopWhen": "alll" is not one of all, any; did you mean "all"?'],
    [{ rate: "5" }, '"rate": Invalid input: expected number, received string.'],
    [
      { schema: "a.avsc" },
      '"schema": must be one of {path}, {text}, {files, name}, {git, path}, {registry, version}; a file is {"path":"a.avsc"}.',
    ],
    [{ against: [undefined] }, '"against.0" is missing'],
    [{ schema: { pth: "a" } }, '"schema": unknown key "pth"; did you mean "path"?'],
    [{ schema: { git: "main", pth: "a" } }, '"schema.path" is missing'],
    [{ against: [{ path: "a" }, { registry: "s", version: 0 }] }, '"against.1.version": Too small'],
    [{ fields: [{ name: "a", tpye: "b" }] }, '"fields.0": unknown key "tpye"; did you mean "type"?'],
    [{ note: 5 }, '"note": must be one of a string, {text}.'],
    [[], "expected object, received array"],
    ["text", "expected object, received string"],
    [JSON.parse('{"__proto__": {"rate": 1}}'), "echo-input: unknown key"],
  ])("%j", async (input, message) => {
    const error = await failure(invoke(echo, input, options()));
    expect(error.code).toBe("INVALID_INPUT");
    expect(error.message).toContain(message);
  });

  test("no input is an empty one, and what is missing is named with its meaning", async () => {
    expect((await invoke(echo, undefined, options())).status).toBe("ok");
    expect((await failure(invoke(broken, undefined, options()))).message).toBe('broken-tool: "by" is missing (How).');
  });
});

describe("cancellation", () => {
  test("before the call", async () => {
    expect((await failure(invoke(slow, {}, options(AbortSignal.abort())))).code).toBe("CANCELLED");
  });

  test("while it runs", async () => {
    const error = await failure(invoke(slow, { milliseconds: 60_000 }, options(AbortSignal.timeout(120))));
    expect(error).toMatchObject({ code: "CANCELLED", message: "slow-work was cancelled." });
  });
});

test("what a tool throws passes unchanged", async () => {
  expect((await failure(invoke(broken, { by: "environment" }, options()))).code).toBe("REGISTRY_UNREACHABLE");
  await expect(invoke(broken, { by: "bug" }, options())).rejects.toThrow(TypeError);
});

test("an unknown tool is refused with the nearest name", () => {
  expect(() => findTool("echo", tools)).toThrow('There is no tool "echo"');
  expect(() => findTool("echo-inputs", tools)).toThrow('did you mean "echo-input"?');
});

test.each(errorCodes)("%s says why, whether and how to repeat, and when to stop", (code) => {
  const { message, cause, retry, stop } = new ToolError(code, "What.", "Why.").toJSON();
  expect({ message, cause }).toEqual({ message: "What.", cause: "Why." });
  expect(typeof retry.safe).toBe("boolean");
  expect(retry.how).not.toBe("");
  expect(stop).not.toBe("");
});

test("codes of the caller's words and of the environment are told apart", () => {
  expect(errorCodes.filter((code) => !usageErrors.has(code))).toEqual([
    "BROKER_UNREACHABLE",
    "REGISTRY_UNREACHABLE",
    "AUTH_FAILED",
    "WRITE_DISABLED",
    "PLAN_STALE",
    "INCOMPATIBLE",
    "TIMEOUT",
    "CANCELLED",
    "GIT_DIRTY",
  ]);
});
