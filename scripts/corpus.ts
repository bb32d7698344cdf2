import { type Judged, judge } from "./corpus/judge.ts";
import { ownServers } from "./corpus/servers.ts";
import { processBudget } from "../src/verify/material.ts";
import { type Label, labels, nameOf } from "../test/corpus/process/label.ts";
import { startPostgres } from "../test/servers/postgres.ts";

/**
 * `npm run corpus [-- WORD… --faults F5,F7 --plays N --jobs N]`: runs the consumers of test/corpus/process as processes on real
 * brokers and PostgreSQL, under faults, and compares with their labels. Those whose name, broker and language hold every word; all
 * without one. Exits with 1 where one is not right.
 */
const [words, options] = read(process.argv.slice(2));
const chosen = labels.filter((label) => words.every((word) => `${nameOf(label)} ${label.broker} ${label.language}`.includes(word)));
const jobs = Number(options.get("jobs") ?? 1);
const plays = Number(options.get("plays") ?? processBudget.plays);
const unknown = [...options.keys()].find((name) => !["faults", "plays", "jobs"].includes(name));
if (chosen.length === 0 || unknown !== undefined || !(jobs >= 1) || !(plays >= 1)) {
  console.error(
    chosen.length === 0
      ? `No consumer's name holds ${words.join(" and ")}.`
      : "Usage: npm run corpus [-- WORD… --faults F5,F7 --plays N --jobs N]",
  );
  process.exit(2);
}

const postgres = await startPostgres();
const rows: { label: Label; judged: Judged; seconds: number }[] = [];
const waiting = chosen.values();
const started: ReturnType<typeof ownServers>[] = [];
let databases = 0;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void Promise.allSettled([...started.map((servers) => servers.end()), postgres.stop()]).then(() => process.exit(130));
  });
try {
  await Promise.all(Array.from({ length: Math.min(jobs, chosen.length) }, worker));
} finally {
  await postgres.stop();
}
const wrong = rows.filter(({ judged }) => !judged.right);
console.log(`${rows.length - wrong.length} of ${rows.length} right`);
for (const { label, judged } of wrong) console.log(`${nameOf(label)} [${label.broker}]: ${judged.why}`);
process.exitCode = wrong.length > 0 ? 1 : 0;

/** One after the other on servers of its own. */
async function worker(): Promise<void> {
  const servers = ownServers();
  started.push(servers);
  try {
    for (const label of waiting) {
      const began = Date.now();
      const faults = options.get("faults")?.split(",");
      const judged = await judge(label, {
        wire: await servers.wireFor(label),
        database: () => postgres.createDatabase(`corpus${(databases += 1)}`),
        plays,
        ...(faults && { faults }),
      }).catch((error: unknown): Judged => ({ right: false, verdict: "none", shownBy: "", why: String(error), plays: 0 }));
      const row = { label, judged, seconds: Math.round((Date.now() - began) / 1000) };
      rows.push(row);
      print(row);
    }
  } finally {
    await servers.end();
  }
}

function print({ label, judged, seconds }: (typeof rows)[number]): void {
  const { right, verdict, shownBy, plays, why } = judged;
  const cells = [nameOf(label), label.broker, label.language, label.verdict, verdict, shownBy, `${plays} plays`, `${seconds} s`];
  console.log(`| ${right ? "right" : "WRONG"} | ${cells.join(" | ")} |${right ? "" : ` ${why}`}`);
}

function read(given: readonly string[]): [words: string[], options: Map<string, string>] {
  const named = new Map<string, string>();
  const rest: string[] = [];
  for (let index = 0; index < given.length; index += 1) {
    const word = given[index]!;
    if (word.startsWith("--")) named.set(word.slice(2), given[(index += 1)] ?? "");
    else rest.push(word);
  }
  return [rest, named];
}
