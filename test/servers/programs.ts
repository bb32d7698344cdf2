import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where a program lies. Debian keeps servers out of the PATH of a plain user. */
export function onPath(program: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** As root, by sudo where this process is not. */
export async function elevated(program: string, args: readonly string[]): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run(isRoot ? program : "sudo", isRoot ? [...args] : ["-n", program, ...args], {
    env,
    timeout: 600_000,
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Debian packages, without what they only recommend. The lists of a fresh machine are fetched first. */
export async function debian(...packages: string[]): Promise<void> {
  const words = ["install", "-y", "-qq", "--no-install-recommends", ...packages];
  try {
    await elevated("apt-get", words);
  } catch {
    await elevated("apt-get", ["update", "-qq"]);
    await elevated("apt-get", words);
  }
}
