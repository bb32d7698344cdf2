import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Below it lies all that servers need and keep. Git ignores it. */
const servers = fileURLToPath(new URL("../../.servers", import.meta.url));

/** What was fetched once: `kafka-4.3.1`, `python` … */
export function installed(name: string): string {
  return made(join(servers, "installed", name));
}

/** State of a server that several runs share. */
export function running(): string {
  return made(join(servers, "running"));
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}
