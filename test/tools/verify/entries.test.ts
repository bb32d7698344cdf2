import { expect, test } from "vitest";
import { entriesOf } from "../../../src/tools/verify/entries.ts";
import type { Opening, Subject } from "../../../src/verify/subject.ts";
import { firstThatHandsOver } from "../../../src/verify/subjects/first-that-hands-over.ts";
import { newFolder, put } from "../../workspace/hostile-repository.ts";

test("entries stand in package.json, as sources of what is built, or where custom puts them", () => {
  const root = newFolder();
  put(root, {
    "svc/package.json": '{"main": "../../etc/passwd.js", "scripts": {"start": "node dist/bin/run.js", "test": "node spec.js"}}',
  });
  put(root, { "svc/src/bin/run.ts": "", "svc/src/main.ts": "", "svc/src/deep/consumer.ts": "", "svc/spec.js": "", "src/main.ts": "" });
  expect(entriesOf(root, "svc/src/deep/consumer.ts")).toEqual(["svc/src/bin/run.ts", "svc/src/main.ts"]);
  expect(entriesOf(root, "svc/src/main.ts")).toEqual(["svc/src/bin/run.ts"]);
});

test("without a package, or with one that is no JSON, only custom counts", () => {
  const root = newFolder();
  put(root, { "a/consumer.ts": "", "a/main.ts": "" });
  expect(entriesOf(root, "a/consumer.ts")).toEqual([]);
  put(root, { "a/package.json": "{" });
  expect(entriesOf(root, "a/consumer.ts")).toEqual(["a/main.ts"]);
});

const opened: Opening = { opened: { hasTick: false, ignore: [], files: [], clients: [] } };
const problem = (message: string, kind: "no-export" | "import-failed" = "no-export"): Opening => ({ problem: { kind, message } });
function subjects(openings: Record<string, Opening>) {
  const made: string[] = [];
  const closed: string[] = [];
  const make = (file: string): Subject => ({
    open: async () => (made.push(file), openings[file]!),
    play: async () => Promise.reject(new Error("not played")),
    close: async () => void closed.push(file),
  });
  return { made, closed, make };
}

test("a consumer whose file starts nothing is started by the first entry that does; that is told", async () => {
  const { made, closed, make } = subjects({ a: problem("a is silent"), b: problem("no module x", "import-failed"), c: opened, d: opened });
  const subject = firstThatHandsOver("a", ["b", "c", "d"], make);
  expect(await subject.open()).toMatchObject({ opened: { assumptions: ["c starts the consumer of a."] } });
  expect([made, closed]).toEqual([
    ["a", "b", "c"],
    ["a", "b"],
  ]);
});

test("where none does, each says why and the setting is named; another problem of the file itself stands", async () => {
  const silent = subjects({ a: problem("a is silent"), b: problem("no module x", "import-failed") });
  const opening = await firstThatHandsOver("a", ["b"], silent.make).open();
  expect(opening).toMatchObject({
    problem: { kind: "no-export", message: expect.stringMatching(/^a is silent\. b: no module x\. .*`handler`/) },
  });
  const broken = subjects({ a: problem("no module y", "import-failed"), b: opened });
  expect(await firstThatHandsOver("a", ["b"], broken.make).open()).toEqual(problem("no module y", "import-failed"));
});
