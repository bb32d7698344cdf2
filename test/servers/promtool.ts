import { spawnSync } from "node:child_process";
import { debian, onPath } from "./programs.ts";
import type { Tool } from "./tool.ts";

/** Checks and tests rules of Prometheus: https://prometheus.io/docs/prometheus/latest/command-line/promtool/ */
export const promtool: Tool = {
  name: "promtool",
  missing: () => (onPath("promtool") === undefined ? "apt-get install -y --no-install-recommends prometheus" : undefined),
  async install() {
    if (this.missing() !== undefined) await debian("prometheus");
  },
};

/** How it ended and what it said. */
export function runPromtool(folder: string, ...args: readonly string[]): { ok: boolean; said: string } {
  const { status, stdout, stderr } = spawnSync(onPath("promtool")!, args, { cwd: folder, encoding: "utf8", timeout: 120_000 });
  return { ok: status === 0, said: `${stdout}${stderr}` };
}
