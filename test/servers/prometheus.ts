import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./ports.ts";
import { debian, onPath } from "./programs.ts";
import type { Tool } from "./tool.ts";

/** Debian's package has promtool as well. */
export const prometheus: Tool = {
  name: "prometheus",
  missing: () => (onPath("prometheus") === undefined ? "apt-get install -y --no-install-recommends prometheus" : undefined),
  async install() {
    if (onPath("prometheus") === undefined) await debian("prometheus");
  },
};

export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: "pending" | "firing";
}

/** A private server with these files: `prometheus.yml` and what it names. */
export async function startPrometheus(
  files: Readonly<Record<string, string>>,
): Promise<{ alerts(): Promise<Alert[]>; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "prometheus-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const port = await freePort();
  const args = ["--config.file=prometheus.yml", `--storage.tsdb.path=${join(folder, "data")}`, `--web.listen-address=127.0.0.1:${port}`];
  const server = spawn(onPath("prometheus")!, args, { cwd: folder, stdio: "ignore" });
  await ready(`http://127.0.0.1:${port}/-/ready`, server);
  return {
    async alerts() {
      const answer = (await (await fetch(`http://127.0.0.1:${port}/api/v1/alerts`)).json()) as { data: { alerts: Alert[] } };
      return answer.data.alerts;
    },
    async stop() {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    if (Date.now() > deadline || server.exitCode !== null) throw new Error("Prometheus does not start");
  }
}
