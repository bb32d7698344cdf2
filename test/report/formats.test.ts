import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { fingerprints } from "../../src/report/fingerprint.ts";
import { githubAnnotations } from "../../src/report/github.ts";
import { junit } from "../../src/report/junit.ts";
import { sarif } from "../../src/report/sarif.ts";

const finding = (part: Partial<Finding> = {}): Finding => ({
  rule: "CONSUMER_WITHOUT_DEAD_LETTER",
  severity: "error",
  at: "a.ts#orders",
  file: "src/a.ts",
  line: 3,
  column: 5,
  message: "No dead letter.",
  fix: "Add one.",
  evidence: [],
  ...part,
});
const lines = (text: string) => (_: string, line: number) => text.split("\n")[line - 1];

describe("fingerprints", () => {
  it("stay the same when lines are inserted and blanks change, and tell equal findings apart", () => {
    const before = fingerprints([finding({ line: 1 })], lines("subscribe( x )"));
    const after = fingerprints([finding({ line: 3 })], lines("\n\n  subscribe(  x )"));
    expect(after).toEqual(before);
    const [first, second] = fingerprints([finding(), finding()], lines(""));
    expect(first).not.toBe(second);
  });

  it.each([{ rule: "OTHER" }, { file: "b.ts" }, { at: "x" }])("differ by %o", (part) => {
    expect(fingerprints([finding(part)], lines("a"))).not.toEqual(fingerprints([finding()], lines("a")));
  });

  it("differ by the text of the line", () => {
    expect(fingerprints([finding({ line: 1 })], lines("a"))).not.toEqual(fingerprints([finding({ line: 1 })], lines("b")));
  });
});

describe("sarif", () => {
  const evidence = [{ file: "src/c d.ts", line: 9, what: "It stood here." }];
  const text = sarif([finding({ evidence }), finding({ rule: "X_Y", severity: "info", file: "ä b.ts" })], {
    version: "1.2.3",
    lineText: lines(""),
  });
  const document = JSON.parse(text);

  it("is SARIF 2.1.0 with rules, relative URIs and fingerprints", () => {
    const [run] = document.runs;
    expect(document.version).toBe("2.1.0");
    expect(run.tool.driver).toMatchObject({ name: "godmode-event", version: "1.2.3" });
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["CONSUMER_WITHOUT_DEAD_LETTER", "X_Y"]);
    expect(run.results[0]).toMatchObject({
      ruleId: "CONSUMER_WITHOUT_DEAD_LETTER",
      ruleIndex: 0,
      level: "error",
      locations: [{ physicalLocation: { artifactLocation: { uri: "src/a.ts" }, region: { startLine: 3, startColumn: 5 } } }],
      relatedLocations: [{ physicalLocation: { artifactLocation: { uri: "src/c%20d.ts" } }, message: { text: "It stood here." } }],
    });
    expect(run.results[1]).toMatchObject({ level: "note", ruleIndex: 1 });
    expect(run.results[1].locations[0].physicalLocation.artifactLocation.uri).toBe("%C3%A4%20b.ts");
    expect(run.results[0].partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:1$/);
  });

  it("is the same for the same findings", () => {
    expect(sarif([finding()], { version: "1", lineText: lines("") })).toBe(sarif([finding()], { version: "1", lineText: lines("") }));
  });
});

describe("github annotations", () => {
  it("escape what would end a command or a property", () => {
    expect(githubAnnotations([finding({ message: "50 %\nnext", file: "a:b,c.ts" })])).toBe(
      "::error file=a%3Ab%2Cc.ts,line=3,col=5,title=CONSUMER_WITHOUT_DEAD_LETTER::50 %25%0Anext Fix: Add one.\n",
    );
    expect(githubAnnotations([finding({ severity: "info" })])).toMatch(/^::notice /);
  });
});

describe("junit", () => {
  const rows = (["pass", "fail", "unknown"] as const).map((status, index) => ({
    row: index + 1,
    title: `Row <${index}>`,
    status,
    why: 'say "why" & \u0001',
    findings: [],
  }));
  const text = junit([{ domain: "a&b", verdict: "DISCARD", rows }], [finding()]);

  it("has a case a row; unknown is skipped and never passed", () => {
    expect(text).toContain('<testsuite name="a&amp;b" tests="3" failures="1" skipped="1">');
    expect(text).toContain('name="1 Row &lt;0&gt;"/>');
    expect(text).toContain('<failure message="say &quot;why&quot; &amp; \uFFFD"/>');
    expect(text).toContain('<skipped message="say');
    expect(text).toContain('<testsuite name="findings" tests="1" failures="1" skipped="0">');
  });
});
