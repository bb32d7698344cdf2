import { spawnSync } from "node:child_process";
import { debian, onPath } from "./programs.ts";
import type { Tool } from "./tool.ts";

/** Checks and tests rules of Prometheus: https://prometheus.io/docs/prometheus/latest/command-line/promtool/ */
export const promtool: Tool = {
  name: "promtool",
  missing: () => (onPath("promtool") === undefined ? "apt-get install -y --no-install-recommends prometheus" : undefined),
  async install() {
    if (onPath("promtool") === undefined) await debian("prometheus");
  },
};

/** How it ended and what it said, in its order. */
export function runPromtool(folder: string, ...args: readonly string[]): { ok: boolean; said: string } {
  const both = ["-c", 'exec "$0" "$@" 2>&1', onPath("promtool")!, ...args];
  const { status, stdout } = spawnSync("sh", both, { cwd: folder, encoding: "utf8", timeout: 120_000, maxBuffer: 64 * 1024 * 1024 });
  return { ok: status === 0, said: stdout };
}
