import { describe, expect, test } from "vitest";
import { answerOf, run } from "./in-process.ts";

const inputOf = async (argv: readonly string[], options = {}) => (await answerOf(["echo-input", ...argv], options))["input"];

describe("flags from the input schema", () => {
  test.each<[string[], Record<string, unknown>]>([
    [["--rate", "5"], { rate: 5 }],
    [["--rate=2.5"], { rate: 2.5 }],
    [["--native"], { native: true }],
    [["--no-native"], { native: false }],
    [["--native=false"], { native: false }],
    [["--stop-when", "any"], { stopWhen: "any" }],
    [["--modes", "FULL", "--modes=BACKWARD,FORWARD"], { modes: ["FULL", "BACKWARD", "FORWARD"] }],
    [["--names", "a,b", "--names", "c"], { names: ["a,b", "c"] }],
    [["--names", '["a","b"]'], { names: ["a", "b"] }],
    [["--names", "[id].json"], { names: ["[id].json"] }],
    [["--level", "2"], { level: 2 }],
    [["--note", "plain"], { note: "plain" }],
    [["--note", '{"text":"t"}'], { note: { text: "t" } }],
    [
      ["--fields", '{"name":"a","type":"b"}', "--fields", '[{"name":"c","type":"d"}]'],
      {
        fields: [
          { name: "a", type: "b" },
          { name: "c", type: "d" },
        ],
      },
    ],
  ])("%j", async (argv, expected) => {
    expect(await inputOf(argv)).toEqual({ stopWhen: "all", ...expected });
  });
});

describe("schema sources as words", () => {
  test.each<[string, unknown]>([
    ["orders/a.avsc", { path: "orders/a.avsc" }],
    ["git:main:a.avsc", { git: "main", path: "a.avsc" }],
    ["git:HEAD~1:dir/a b.avsc", { git: "HEAD~1", path: "dir/a b.avsc" }],
    ["registry:orders-value", { registry: "orders-value" }],
    ["registry:orders-value@3", { registry: "orders-value", version: 3 }],
    ["registry:a@b.c", { registry: "a@b.c" }],
    ['{"text":"{}"}', { text: "{}" }],
  ])("%s", async (word, source) => {
    expect(await inputOf(["--schema", word])).toMatchObject({ schema: source });
  });

  test("- is stdin", async () => {
    expect(await inputOf(["-"], { stdin: '{"type":"record"}' })).toMatchObject({ schema: { text: '{"type":"record"}' } });
  });

  test("git:REF without a path means the file that the call names", async () => {
    expect(await inputOf(["a.avsc", "--against", "git:main", "--against", "git:v1"])).toMatchObject({
      schema: { path: "a.avsc" },
      against: [
        { git: "main", path: "a.avsc" },
        { git: "v1", path: "a.avsc" },
      ],
    });
    expect((await run(["echo-input", "--schema", "git:main"])).stderr).toContain('"git:main" names no schema');
  });
});

describe("usage errors exit with 2 and say what to write", () => {
  test.each<[string[], string]>([
    [["echo-inptu"], 'did you mean "echo-input"?'],
    [["echo-input", "--raet", "5"], "did you mean --rate?"],
    [["echo-input", "--no-nativ"], "did you mean --no-native?"],
    [["echo-input", "--rate"], "--rate needs a value"],
    [["echo-input", "--rate", "--native"], "--rate needs a value"],
    [["echo-input", "--rate", "fast"], '--rate needs a number, not "fast"'],
    [["echo-input", "--native=maybe"], "takes no value but true or false"],
    [["echo-input", "--stop-when", "alll"], 'did you mean "all"?'],
    [["echo-input", "--fields", "{name: 1}"], "--fields needs JSON; column 2"],
    [["echo-input", "--fields", '{"name":"a"}'], '"fields.0.type" is missing'],
    [["echo-input", "--inconclusive", "pas"], 'did you mean "pass"?'],
    [["many-entries", "bare"], "takes no bare argument"],
    [["look-around", "--sicne", "x"], "did you mean --since?"],
    [["--sicne", "x"], "did you mean --since?"],
    [["echo-input", "--root", "/no/such/folder"], "There is no folder /no/such/folder"],
    [["look-around", "--root", "/no/such/folder"], "There is no folder /no/such/folder"],
  ])("%j", async (argv, message) => {
    const { code, stderr, stdout } = await run(argv);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});
