import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Installs the client that `test/claude` drives, beside the project: 364 MB that nothing else needs. */
const version = "2.1.330";
const root = fileURLToPath(new URL("..", import.meta.url));
const run = spawnSync(
  "npm",
  ["install", "--prefix", ".e2e-client", "--no-audit", "--no-fund", "--no-save", `@anthropic-ai/claude-code@${version}`],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exitCode = run.status ?? 1;
