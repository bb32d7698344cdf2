import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { check } from "../../src/run/check.ts";
import { mostUseful } from "../../src/run/most-useful.ts";
import type { Finding } from "../../src/model/finding.ts";
import { makeHostile, newFolder, plainGit, put, touch } from "../workspace/hostile-repository.ts";
import { breaking, commitAll, first, naiveShop, producerOnly, registered, shop } from "../tools/shop.ts";
import { runVerb } from "./run-verb.ts";

const path = process.env["PATH"]!;
afterEach(() => void (process.env["PATH"] = path));
const json = async (root: string, input: Record<string, unknown> = {}, now?: Date) =>
  JSON.parse((await runVerb(check, root, { output: "json", ...input }, now)).text);
const rules = (result: { findings: Finding[] }) => result.findings.map(({ rule }) => rule);

describe("check", () => {
  it("prints map, findings with place and fix, table, next step and closing lines", async () => {
    const { text, status } = await runVerb(check, shop(naiveShop));
    expect(status).toBe("negative");
    for (const part of [
      /kafka; 1 producer, 1 consumer/,
      /sends {2}orders {2}orders\/send\.ts:4/,
      /reads {2}orders {2}billing\/read\.ts:3 {2}DLQ none/,
      /error {2}billing\/read\.ts:3 {2}CONSUMER_WITHOUT_DEAD_LETTER\n.+\n {2}fix: /,
      /envelope {2}correlation {2}versions {2}DLQ/,
      /^Next {2}\S/m,
      /^Event: Basic pub\/sub, kafka, 1 event types, DLQ: no\. Verdict: DISCARD\.$/m,
    ])
      expect(text).toMatch(part);
    expect(text.split("\n").length).toBeLessThan(45);
  });

  it("writes nothing", async () => {
    const root = shop(naiveShop);
    await runVerb(check, root);
    expect(plainGit(root, "status", "--porcelain", "-uall", "--ignored")).toBe("");
  });

  it("runs nothing of a hostile repository, though it compares schemas with their history", async () => {
    const root = shop({ ...naiveShop, "events/order.placed.avsc": first });
    const { markers } = makeHostile(root);
    put(root, { "events/order.placed.avsc": breaking, "c.txt": "x\n" });
    touch(root, "orders/package.json");
    process.env["PATH"] = `${join(root, "node_modules/.bin")}:${path}`;
    const result = await json(root);
    expect(rules(result).length).toBeGreaterThan(1);
    await json(root, { since: "HEAD" });
    await runVerb(check, join(root, "nested"));
    expect(markers()).toEqual([]);
  });

  it("says in a sentence that there are no events", async () => {
    expect(await runVerb(check, shop({ "main.go": "package main\n" }))).toMatchObject({
      status: "ok",
      text: expect.stringContaining("Nothing here sends or reads events."),
    });
  });

  it("looks at bare repositories, folders without git and repositories without a commit", async () => {
    const bare = newFolder();
    plainGit(bare, "init", "-q", "--bare");
    expect((await runVerb(check, bare)).status).toBe("ok");
    const plain = newFolder();
    put(plain, naiveShop);
    expect((await runVerb(check, plain)).status).toBe("negative");
    plainGit(plain, "init", "-q");
    expect((await runVerb(check, plain)).status).toBe("negative");
    await expect(runVerb(check, plain, { since: "main" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is inconclusive when only proofs are missing, ok when everything holds", async () => {
    expect((await runVerb(check, shop({ ...producerOnly, "events/order.placed.avsc": first }))).status).toBe("inconclusive");
    const kept = await json(shop({ ...producerOnly, ...registered }));
    expect(kept).toMatchObject({ status: "ok", next: [], todo: [] });
    expect(kept.findings.filter(({ severity }: Finding) => severity !== "info")).toEqual([]);
  });

  it("gives the place of a wrong key in settings and baseline", async () => {
    const wrong = shop({ ...naiveShop, ".godmode/event.json": '{\n  "domain": {}\n}\n' });
    await expect(runVerb(check, wrong)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining('.godmode/event.json:2:3: unknown key "domain"; did you mean "domains"?'),
    });
    await expect(runVerb(check, shop({ ...naiveShop, ".godmode/event-baseline.json": "{" }))).rejects.toMatchObject({
      code: "PARSE_FAILED",
    });
  });

  it("marks what reads dead letters as such in the map", async () => {
    const triage = naiveShop["billing/read.ts"].replaceAll('"orders"', '"orders.dlq"');
    const { text } = await runVerb(check, shop({ ...naiveShop, "billing/triage.ts": triage }));
    expect(text).toMatch(/reads {2}orders\.dlq {2}billing\/triage\.ts:3 {2}dead letters\n/);
    expect(text).toMatch(/reads {2}orders {6}billing\/read\.ts:3 {4}DLQ none\n/);
  });

  it("keeps names of the repository from steering the terminal", async () => {
    const root = shop({ ...naiveShop, "orders/send.ts": naiveShop["orders/send.ts"].replace('"orders"', '"ord\\u001b]0;x\\u0007ers"') });
    const { text } = await runVerb(check, root);
    expect(text).toContain("ord");
    for (const steering of ["\u001B", "\u0007"]) expect(text).not.toContain(steering);
  });
});

describe("check --since", () => {
  it("counts findings in changed files, and compares schemas with that commit only", async () => {
    const root = shop({ ...naiveShop, "events/order.placed.avsc": first });
    commitAll(root, { "orders/send.ts": `// changed\n${naiveShop["orders/send.ts"]}` });
    const clean = await json(root, { since: "HEAD~1" });
    expect(rules(clean)).not.toContain("CONSUMER_WITHOUT_DEAD_LETTER");
    expect(clean.passedOver.unchanged).toBeGreaterThan(0);
    expect(clean.status).toBe("inconclusive");
    put(root, { "events/order.placed.avsc": breaking });
    const broken = await json(root, { since: "HEAD" });
    expect(broken.status).toBe("negative");
    expect(broken.findings[0].file).toBe("events/order.placed.avsc");
    commitAll(root, {});
    expect((await json(root, { since: "HEAD" })).findings).toEqual([]);
  });

  it("says in annotations too that nothing is new", async () => {
    const { text } = await runVerb(check, shop(naiveShop), { since: "HEAD", output: "github" });
    expect(text).toMatch(/^No new findings \(\d+ in unchanged files\)\.\nEvent: /);
  });

  it("is ok when nothing changed", async () => {
    expect((await json(shop(naiveShop), { since: "HEAD" })).status).toBe("ok");
  });
});

const finding = (rule: string, severity: "error" | "warning", line: number) => ({ rule, severity, line }) as Finding;

describe("outputs", () => {
  it("are SARIF, annotations and JUnit of the same findings", async () => {
    const root = shop(naiveShop);
    const { findings } = await json(root);
    const sarif = JSON.parse((await runVerb(check, root, { output: "sarif" })).text);
    expect(sarif.runs[0].results).toHaveLength(findings.length);
    expect((await runVerb(check, root, { output: "github" })).text).toContain("::error file=billing/read.ts,line=3,");
    expect((await runVerb(check, root, { output: "junit" })).text).toContain('<testsuite name="billing" tests="6"');
    expect(existsSync(join(root, ".godmode"))).toBe(false);
  });

  it("show the worst findings, and different ones before more of the same", () => {
    const all = [
      finding("A", "error", 1),
      finding("A", "error", 2),
      finding("A", "error", 3),
      finding("B", "error", 4),
      finding("C", "warning", 5),
    ];
    const chosen = (limit: number) => mostUseful(all, limit).map(({ finding: { line }, more }) => [line, more]);
    expect(chosen(3)).toEqual([
      [1, 2],
      [4, 0],
      [5, 0],
    ]);
    expect(chosen(4).map(([line]) => line)).toEqual([1, 2, 4, 5]);
    expect(chosen(9).map(([, more]) => more)).toEqual([0, 0, 0, 0, 0]);
    const flood = [...Array.from({ length: 30 }, (_, line) => finding("A", "error", line)), finding("B", "info" as "error", 99)];
    expect(mostUseful(flood, 5).map(({ finding: { rule }, more }) => [rule, more])).toEqual([
      ["A", 0],
      ["A", 0],
      ["A", 0],
      ["A", 26],
      ["B", 0],
    ]);
  });

  it("count what is like an example, and put each closing line below its domain, word for word", async () => {
    const second = naiveShop["billing/read.ts"].replaceAll('"orders"', '"refunds"');
    const { text } = await runVerb(
      check,
      shop({ ...naiveShop, "billing/a.ts": second, "billing/b.ts": second, "billing/c.ts": second, "billing/d.ts": second }),
    );
    expect(text).toMatch(/CONSUMER_WITHOUT_DEAD_LETTER\n.+\n {2}fix: .+\n {2}and \d more like it\n/);
    expect(text).toMatch(/^billing\nEvent: Basic pub\/sub, kafka, \d event types, DLQ: no\. Verdict: DISCARD\.\norders\nEvent: /m);
  });
});
