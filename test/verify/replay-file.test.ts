import { describe, expect, test } from "vitest";
import { parseReplay, type Replay, replayText } from "../../src/verify/replay-file.ts";
import { replayTest } from "../../src/verify/replay-test.ts";

const replay: Omit<Replay, "format"> = {
  tool: "0.1.0",
  id: "scale/src/weigh.ts#weigh",
  input: { consumer: { handler: "src/weigh.ts#weigh" }, samples: [{ event_id: "x", note: "</script>\u2028" }], ignore: ["sums.touched"] },
  faultClass: "F7",
  schedule: "seed=1 clock=1773047823137 m0@A!crash-after#3",
  signature: ["db sums grams changed"],
};

describe("a replay file", () => {
  test("reads back as it was written", () =>
    expect(parseReplay(replayText(replay))).toEqual({ replay: { format: "godmode-event/replay/1", ...replay } }));

  test.each([
    ["not JSON", "{", "not JSON"],
    ["a list", "[]", "does not fit"],
    ["another format", replayText(replay).replace("replay/1", "replay/9"), "format"],
    ["an unknown field", replayText({ ...replay, more: 1 } as typeof replay), "more"],
    ["a field of another kind", replayText({ ...replay, signature: "x" } as unknown as typeof replay), "signature"],
    ["a schedule that cannot be read", replayText({ ...replay, schedule: "m0@A m1" }), "position 7"],
  ])("%s is refused in one sentence", (_, text, words) => {
    const read = parseReplay(text);
    expect("problem" in read && read.problem).toContain(words);
  });
});

describe("the test that is written into a repository", () => {
  const text = replayTest({ replay, toRoot: "..", difference: ["db sums: north: grams 100 -> 200", "x\nprocess.exit(1) //\u2028y"] });

  test("calls the library with the literal schedule and asks for a verdict", () => {
    expect(text).toContain('import { call } from "godmode-event";');
    expect(text).toContain('faults: [\n      "seed=1 clock=1773047823137 m0@A!crash-after#3"');
    expect(text).toContain('"handler": "src/weigh.ts#weigh"');
    expect(text).toContain('.toBe("idempotent")');
  });

  test("no text of the repository leaves its comment or its quotes", () => {
    const comments = text.split("\n").filter((line) => line.includes("process.exit"));
    expect(comments).toEqual(["//   x process.exit(1) // y"]);
    expect(text).not.toContain("\u2028");
  });
});
