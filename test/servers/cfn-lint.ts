import { execFile, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { installed } from "./places.ts";
import { debian, onPath } from "./programs.ts";
import type { Tool } from "./tool.ts";

const run = promisify(execFile);
const requirement = "cfn-lint==1.51.0";
const place = (): string => installed("cfn-lint");
/** Written when the installation is complete: what it was. */
const complete = (): string => join(place(), "complete");
const isComplete = (): boolean => existsSync(complete()) && readFileSync(complete(), "utf8") === requirement;

/** Checks CloudFormation templates against AWS' own schemas, offline: https://github.com/aws-cloudformation/cfn-lint */
export const cfnLint: Tool = {
  name: "cfn-lint",
  missing() {
    if (isComplete()) return undefined;
    return onPath("python3") === undefined ? "Python 3: apt-get install python3-venv" : `pip install '${requirement}'`;
  },
  async install() {
    if (isComplete()) return;
    const made = () => run("python3", ["-m", "venv", place()], { timeout: 120_000 });
    await made().catch(async () => {
      await debian("python3-venv");
      await made();
    });
    const python = join(place(), "bin", "python");
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement], { timeout: 600_000 });
    writeFileSync(complete(), requirement);
  },
};

/** Rule ids of what it found in a template, empty when it is clean, and all that it said. */
export function lint(file: string): { rules: string[]; said: string } {
  const { stdout, stderr } = spawnSync(join(place(), "bin", "cfn-lint"), ["--format", "parseable", "--regions", "us-east-1", "--", file], {
    encoding: "utf8",
    timeout: 120_000,
  });
  const said = `${stdout}${stderr}`;
  return { rules: [...said.matchAll(/:([EWI]\d{4}):/g)].map((match) => match[1]!), said };
}
