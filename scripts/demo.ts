import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The main job on the two examples: `check` on copies of them, as in a stranger's repository. Needs Node and git. */
const root = fileURLToPath(new URL("..", import.meta.url));

interface Example {
  name: string;
  about: string;
  /** Exit code of `check`: 1 something does not hold, 4 something could not be told. */
  expected: number;
  /** Shapes the first commit, so that the second one has a history. */
  before?: (folder: string) => void;
}

const examples: Example[] = [
  { name: "orders-naive", about: "as it is often written first; something must not hold", expected: 1 },
  {
    name: "orders",
    about: "envelope, schemas with history, retry ladder, dead letter, inbox; nothing is wrong, and what only a run can prove stays open",
    expected: 4,
    before(folder) {
      cpSync(join(folder, "schemas/order.placed/1.avsc"), join(folder, "events/order.placed.avsc"));
      rmSync(join(folder, "schemas/order.placed/2.avsc"));
    },
  },
];

function git(cwd: string, ...args: string[]): void {
  const who = ["-c", "user.name=example", "-c", "user.email=example@example.invalid", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...who, ...args], { cwd, stdio: "pipe" });
}

function commitCopy(example: Example, folder: string): void {
  const source = join(root, "examples", example.name);
  cpSync(source, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  git(folder, "init", "--quiet");
  if (example.before) {
    example.before(folder);
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message=First version");
    cpSync(source, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  }
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=Current version");
}

function demonstrate(example: Example, folder: string): boolean {
  commitCopy(example, folder);
  console.log(`\n=== examples/${example.name}: ${example.about}\n$ godmode-event check\n`);
  const started = performance.now();
  const run = spawnSync(process.execPath, [join(root, "dist/bin.mjs"), "check", "--root", folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  console.log(run.stdout.trimEnd());
  const wanted = [/\S+\.(ts|avsc|yaml):\d+/, /^Event: .* Verdict: /m];
  const missing = run.status === example.expected ? wanted.filter((pattern) => !pattern.test(run.stdout)) : [];
  const good = run.status === example.expected && missing.length === 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `\n--- exit ${run.status} after ${seconds} s, ${good ? "as expected" : `NOT as expected (${example.expected})${missing.map((each) => `, no ${each}`).join("")}`}`,
  );
  return good;
}

const work = mkdtempSync(join(tmpdir(), "godmode-event-demo-"));
try {
  const outcomes = examples.map((example) => demonstrate(example, join(work, example.name)));
  process.exitCode = outcomes.every(Boolean) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
