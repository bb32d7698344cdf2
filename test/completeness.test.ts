import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "../src/compat/rules.ts";
import { artifactReaders } from "../src/detect/artifacts.ts";
import { detectors } from "../src/detect/detectors.ts";
import { findingRules } from "../src/detect/findings.ts";
import { infrastructures } from "../src/detect/infrastructures.ts";
import { verbs } from "../src/run/verbs.ts";
import { schedules } from "../src/verify/schedules.ts";
import { type Tool } from "../src/tool.ts";
import { tools } from "../src/tools.ts";

/** TypeScript files that stand directly in a folder, without the ending. */
const modules = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -3))
    .sort();

/** What has a file and no line in the list, or the other way round. */
function unlisted(files: readonly string[], list: readonly string[]): { notListed: string[]; withoutFile: string[] } {
  return { notListed: files.filter((file) => !list.includes(file)), withoutFile: list.filter((id) => !files.includes(id)) };
}
const complete = { notListed: [], withoutFile: [] };

/** Files of a folder that a list file imports, by name. */
const imported = (list: string, folder: string): string[] =>
  [...readFileSync(list, "utf8").matchAll(/from "\.\/([\w-]+)\/([\w-]+)\.ts"/g)]
    .filter((match) => match[1] === folder)
    .map((match) => match[2]!);

const list: readonly Tool[] = tools;

describe("each list names every file of its folder", () => {
  test("tools", () => {
    expect(
      unlisted(
        modules("src/tools"),
        list.map((tool) => tool.name),
      ),
    ).toEqual(complete);
  });
  test("detectors of client libraries", () => {
    const shared = ["aws-channel-name", "pubsub-name"]; // what several detectors have in common
    expect(
      unlisted(
        modules("src/detect/libraries").filter((file) => !shared.includes(file)),
        detectors.map((detector) => detector.id),
      ),
    ).toEqual(complete);
  });
  test("finding rules", () => {
    const rulesIn = modules("src/detect/findings").filter((file) =>
      readFileSync(`src/detect/findings/${file}.ts`, "utf8").includes(": FindingRule"),
    );
    expect(unlisted(rulesIn, imported("src/detect/findings.ts", "findings"))).toEqual(complete);
  });
  test("fault classes", () => {
    expect(unlisted(modules("src/verify/schedules"), schedules.map(({ title }) => title).sort())).toEqual(complete);
  });
  test("a file without a line is noticed", () => {
    expect(unlisted(["kafkajs", "forgotten"], ["kafkajs"])).toEqual({ notListed: ["forgotten"], withoutFile: [] });
    expect(unlisted([], ["kafkajs"])).toEqual({ notListed: [], withoutFile: ["kafkajs"] });
  });
});

describe("each entry has its test", () => {
  test.each(list.map((tool) => tool.name))("tool %s", (name) => {
    expect(existsSync(`test/tools/${name}.test.ts`)).toBe(true);
  });
  test.each([...detectors, ...infrastructures, ...artifactReaders].map(({ id }) => id))("fixture repository %s", (id) => {
    expect(existsSync(`test/fixtures/repos/${id}/expected.json`)).toBe(true);
  });
  test.each(rules.map((rule) => rule.id))("compatibility rule %s breaks and holds", (id) => {
    expect(["breaks", "holds"].filter((side) => readdirSync(`test/fixtures/compat/${id}`).some((name) => name.startsWith(side)))).toEqual([
      "breaks",
      "holds",
    ]);
  });
  test.each(verbs.map((verb) => verb.name))("verb %s", (name) => {
    expect(existsSync(`test/run/${name}.test.ts`)).toBe(true);
  });
});

describe("fault classes", () => {
  test.each(schedules.map(({ title }) => title))("%s has a consumer that only it convicts", (title) => {
    expect(existsSync(`test/verify/teeth/consumers/${title}.ts`)).toBe(true);
  });
});

describe("ids and texts", () => {
  test("rule ids are UPPER_SNAKE and unique over all kinds of rules", () => {
    const ids = [...rules, ...findingRules].map((rule) => rule.id);
    expect(ids.filter((id) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
  test("every detector links the documentation it was read from", () => {
    expect(detectors.filter((detector) => !detector.docs.startsWith("https://"))).toEqual([]);
  });
  test("every tool is described without telling the caller what to do", () => {
    expect(list.filter((tool) => /\b(must|always|never call|first call)\b/i.test(tool.description)).map((tool) => tool.name)).toEqual([]);
    expect(
      list
        .filter((tool) => Object.values(tool.input.shape).some((field) => !(field as { description?: string }).description))
        .map((tool) => tool.name),
    ).toEqual([]);
  });
});
