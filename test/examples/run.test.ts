import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { replay } from "../../src/run/replay.ts";
import { run } from "../../src/run/run.ts";
import { runVerb } from "../run/run-verb.ts";
import { plainGit } from "../workspace/hostile-repository.ts";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A copy in a repository of its own, with packages. */
function copyOf(example: string): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), `godmode-event-${example}-`)));
  folders.push(root);
  cpSync(join("examples", example), root, { recursive: true, filter: (path) => !path.includes("node_modules") });
  writeFileSync(join(root, ".gitignore"), "node_modules\n");
  symlinkSync(realpathSync("node_modules"), join(root, "node_modules"));
  plainGit(root, "init", "-q");
  plainGit(root, "add", "-A");
  plainGit(root, "commit", "-qm", "example");
  return root;
}

interface Shown {
  domains: {
    domain: string;
    verdict: string;
    steps: {
      tool: string;
      counterexample?: { faultClass: string; timeline: string[]; reproduced: string; replay: string; file: string };
    }[];
  }[];
}

async function shown(root: string): Promise<Shown> {
  const { text, status } = await runVerb(run, root, { output: "json" });
  expect(status).toBe("negative");
  return JSON.parse(text) as Shown;
}

const counterexampleOf = ({ domains }: Shown) => domains.flatMap(({ steps }) => steps.flatMap((each) => each.counterexample ?? []))[0]!;

test(
  "orders-naive is DISCARD by a counterexample that its replay command shows again, until the cure is in",
  { timeout: 120_000 },
  async () => {
    const root = copyOf("orders-naive");
    const result = await shown(root);
    expect(result.domains.map(({ domain, verdict }) => [domain, verdict])).toEqual([
      ["billing-service", "DISCARD"],
      ["order-service", "incomplete"],
    ]);
    const { faultClass, reproduced, timeline, replay: command } = counterexampleOf(result);
    expect([faultClass.split(":")[0], reproduced]).toEqual(["F1", "3 of 3"]);
    expect(timeline.join("\n")).toMatch(/balance 12\.5 -> 25/);
    const file = /^npx godmode-event replay (\S+)$/.exec(command)![1]!;
    expect(await runVerb(replay, root, { file })).toMatchObject({
      status: "negative",
      text: expect.stringContaining("It reproduces (3 of 3)"),
    });

    const consumer = join(root, "billing-service/src/main.ts");
    const before = readFileSync(consumer, "utf8");
    const cured = before
      .replace("const kafka", 'db.exec("CREATE TABLE IF NOT EXISTS handled (event_id TEXT PRIMARY KEY)");\n\nconst kafka')
      .replace(
        "return;\n",
        'return;\n      if (db.prepare("INSERT OR IGNORE INTO handled (event_id) VALUES (?)").run(event.id).changes === 0) return;\n',
      );
    expect(cured.length).toBeGreaterThan(before.length + 100);
    writeFileSync(consumer, cured);
    expect(await runVerb(replay, root, { file })).toMatchObject({ status: "ok" });
  },
);

test("three runs on three copies give the same verdicts and the same counterexample", { timeout: 180_000 }, async () => {
  const results = [];
  for (const _ of [1, 2, 3]) {
    const result = await shown(copyOf("orders-naive"));
    const { faultClass, timeline } = counterexampleOf(result);
    results.push({ verdicts: result.domains.map(({ verdict }) => verdict), faultClass, timeline });
  }
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});
