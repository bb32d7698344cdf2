import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The main job on copies of the two examples, as in a stranger's repository: look, run the loop, replay what it found. Needs Node and git. */
const root = fileURLToPath(new URL("..", import.meta.url));

interface Command {
  args: readonly string[];
  /** Exit code: 0 holds, 1 does not hold, 4 could not be told. */
  expected: number;
  /** What its text must hold. */
  shows: readonly RegExp[];
}

interface Example {
  name: string;
  about: string;
  commands: readonly ((printed: string) => Command)[];
  /** Shapes the first commit, so that the second one has a history. */
  before?: (folder: string) => void;
}

const examples: Example[] = [
  {
    name: "orders-naive",
    about: "as it is often written first",
    commands: [
      () => ({ args: ["check"], expected: 1, shows: [/\S+\.ts:\d+/, /^Event: .* Verdict: DISCARD\.$/m] }),
      () => ({ args: ["run"], expected: 1, shows: [/^Counterexample .*billing-service/m, /replay: /, /^Event: .* Verdict: DISCARD\.$/m] }),
      (printed) => ({ args: replayIn(printed), expected: 1, shows: [/It reproduces/] }),
    ],
  },
  {
    name: "orders",
    about: "envelope, schemas with history, retry ladder, dead letter, inbox and outbox",
    commands: [
      () => ({
        args: ["run", "--commit"],
        expected: 0,
        shows: [/billing-service +KEEP/, /order-service +KEEP/, /^Event: .* Verdict: KEEP\.$/m],
      }),
    ],
    before(folder) {
      cpSync(join(folder, "schemas/order.placed/1.avsc"), join(folder, "events/order.placed.avsc"));
      rmSync(join(folder, "schemas/order.placed/2.avsc"));
    },
  },
];

/** The arguments of the command that `run` printed to see the counterexample again. */
function replayIn(printed: string): string[] {
  return /replay: +(?:npx )?godmode-event (replay \S+)/.exec(printed)?.[1]?.split(" ") ?? ["replay", "none was printed"];
}

function git(cwd: string, ...args: string[]): void {
  execFileSync("git", args, { cwd, stdio: "pipe" });
}

/** A repository of its own, with two commits where the example has a history. Its packages are those of this project. */
function commitCopy(example: Example, folder: string): void {
  const source = join(root, "examples", example.name);
  const copy = () => cpSync(source, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  copy();
  writeFileSync(join(folder, ".gitignore"), "node_modules\n");
  symlinkSync(realpathSync(join(root, "node_modules")), join(folder, "node_modules"));
  git(folder, "init", "--quiet");
  for (const [key, value] of [
    ["user.name", "example"],
    ["user.email", "example@example.invalid"],
    ["commit.gpgsign", "false"],
  ] as const)
    git(folder, "config", key, value);
  if (example.before) {
    example.before(folder);
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message=First version");
    copy();
  }
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=Current version");
}

function perform({ args, expected, shows }: Command, folder: string): { good: boolean; printed: string } {
  console.log(`\n$ godmode-event ${args.join(" ")}\n`);
  const started = performance.now();
  const { stdout, status } = spawnSync(process.execPath, [join(root, "dist/bin.mjs"), ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  console.log(stdout.trimEnd());
  const missing = shows.filter((pattern) => !pattern.test(stdout));
  const good = status === expected && missing.length === 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const wrong = good ? "as expected" : `NOT as expected (${expected})${missing.map((each) => `, no ${each}`).join("")}`;
  console.log(`\n--- exit ${status} after ${seconds} s, ${wrong}`);
  return { good, printed: stdout };
}

function demonstrate(example: Example, folder: string): boolean {
  commitCopy(example, folder);
  console.log(`\n=== examples/${example.name}: ${example.about}`);
  let printed = "";
  return example.commands.every((command) => {
    const done = perform(command(printed), folder);
    printed = done.printed;
    return done.good;
  });
}

const work = mkdtempSync(join(tmpdir(), "godmode-event-demo-"));
try {
  const outcomes = examples.map((example) => demonstrate(example, join(work, example.name)));
  process.exitCode = outcomes.every(Boolean) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
