import { spawnSync } from "node:child_process";
import type { Tool } from "./tool.ts";
import { venv } from "./venv.ts";

const python = venv("cfn-lint", ["cfn-lint==1.51.0"]);

/** Checks CloudFormation templates against AWS' own schemas, offline: https://github.com/aws-cloudformation/cfn-lint */
export const cfnLint: Tool = { name: "cfn-lint", missing: python.missing, install: python.install };

/** Rule ids of what it found in a template, empty when it is clean, and all that it said. */
export function lint(file: string): { rules: string[]; said: string } {
  const { stdout, stderr } = spawnSync(python.program("cfn-lint"), ["--format", "parseable", "--regions", "us-east-1", "--", file], {
    encoding: "utf8",
    timeout: 120_000,
  });
  const said = `${stdout}${stderr}`;
  return { rules: [...said.matchAll(/:([EWI]\d{4}):/g)].map((match) => match[1]!), said };
}
