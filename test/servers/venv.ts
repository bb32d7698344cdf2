import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { installed } from "./places.ts";
import { debian, onPath } from "./programs.ts";

const run = promisify(execFile);

/** Packages of PyPI, all of them pinned, in an environment of their own. */
export function venv(name: string, packages: readonly string[]) {
  const program = (of: string): string => join(installed(name), "bin", of);
  /** Written when the installation is complete: what it was. */
  const complete = (): string => join(installed(name), "complete");
  const isComplete = (): boolean => existsSync(complete()) && readFileSync(complete(), "utf8") === packages.join("\n");
  const missing = (): string | undefined => {
    if (isComplete()) return undefined;
    return onPath("python3") === undefined ? "Python 3: apt-get install python3-venv" : `pip install ${packages.join(" ")}`;
  };
  const install = async (): Promise<void> => {
    if (isComplete()) return;
    const made = () => run("python3", ["-m", "venv", installed(name)], { timeout: 120_000 });
    await made().catch(async () => {
      await debian("python3-venv");
      await made();
    });
    const words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages];
    await run(program("python"), words, { timeout: 600_000 });
    writeFileSync(complete(), packages.join("\n"));
  };
  return { program, missing, install };
}
