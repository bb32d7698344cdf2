import { spawnSync } from "node:child_process";
import { onPath } from "./programs.ts";

/** Nobody is made to install it: what it says of our text is one more opinion. */
export const hasTerraform = onPath("terraform") !== undefined;

/** What `terraform fmt` would change; empty when nothing. https://developer.hashicorp.com/terraform/cli/commands/fmt */
export function formatDifference(text: string): string {
  const { status, stdout, stderr } = spawnSync(onPath("terraform")!, ["fmt", "-diff", "-"], {
    input: text,
    encoding: "utf8",
    timeout: 60_000,
  });
  if (status !== 0) return stderr;
  return stdout === text ? "" : stdout;
}
