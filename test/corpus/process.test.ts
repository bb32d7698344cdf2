import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { events, folderOf, labels, nameOf } from "./process/label.ts";

const folders = readdirSync("test/corpus/process", { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
  .map(({ name }) => name);
const faults = folders.filter((folder) => folder !== "01-basics");

describe("the corpus of processes", () => {
  test("each folder has a bad and a good twin for each broker that it has, and the basics of each broker and language", () => {
    const places = new Set(labels.filter(({ folder }) => faults.includes(folder)).map(({ folder, broker }) => `${folder} ${broker}`));
    for (const place of places) {
      const twins = labels.filter(({ folder, broker }) => `${folder} ${broker}` === place);
      expect([place, twins.map(({ revealedBy }) => revealedBy.length > 0).sort()]).toEqual([place, [false, true]]);
    }
    expect(faults.length).toBeGreaterThanOrEqual(16);
    const basics = labels.filter(({ folder }) => folder === "01-basics").map(({ broker, language }) => `${broker} ${language}`);
    expect(new Set(basics).size).toBe(4 + 4 + 2);
    expect(basics).toHaveLength(40);
  });

  test("every label is of files that are there, and says what reveals a fault", () => {
    expect(new Set(labels.map((label) => `${nameOf(label)} ${label.setup.join()} ${label.definitions}`)).size).toBe(labels.length);
    for (const label of labels) {
      const [program, file] = label.command;
      const source = program === "java" ? `${file}.java` : file!;
      for (const path of [source, ...label.setup, ...(label.definitions === undefined ? [] : [label.definitions])])
        expect(existsSync(join(folderOf(label), path)), `${label.folder}/${path}`).toBe(true);
      expect(label.revealedBy.every((each) => /^F\d+$/.test(each))).toBe(true);
      if (label.verdict === "not-idempotent") expect(label.revealedBy).not.toEqual([]);
      expect(label.why).not.toBe("");
    }
  });

  test("no text says which twin it is", () => {
    for (const folder of folders) {
      const files = readdirSync(join("test/corpus/process", folder), { recursive: true, encoding: "utf8" });
      for (const file of files.filter((each) => /\.(ts|py|java|sql)$/.test(each)))
        expect(readFileSync(join("test/corpus/process", folder, file), "utf8"), file).not.toMatch(
          /idempoten(?!cy.key)|duplicate|\bbug\b|\bfault\b|F\d+\b/i,
        );
    }
  });

  test("events differ in their ids, and each account counts without gaps", () => {
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(events.length);
    for (const account of ["north", "south"])
      expect(events.filter(({ data }) => data.account === account).map(({ data }) => data.seq)).toEqual([1, 2, 3]);
  });
});
