import { ToolError } from "../../tool.ts";

/** Type stripping, node:sqlite and synchronous loader hooks all exist from here: https://nodejs.org/en/blog/release/v22.18.0 */
const needed = [22, 18] as const;

/** The consumer runs under the Node that runs this tool. */
export function requireNode(version: string, program: string): void {
  if (isEnough(version)) return;
  throw new ToolError(
    "UNSUPPORTED",
    `verify-idempotency needs Node.js ${needed.join(".")} or newer; this is ${version} (${program}).`,
    "The consumer is loaded by the Node.js that runs this tool; older ones can neither strip types nor hook the loading of modules.",
    `Start godmode-event with Node.js ${needed.join(".")} or newer.`,
  );
}

/** Why no consumer can be run by this Node.js, as a sentence; undefined where one can. */
export function whyNodeCannot(version = process.version): string | undefined {
  return isEnough(version) ? undefined : `Running a consumer needs Node.js ${needed.join(".")} or newer; this is ${version}.`;
}

function isEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > needed[0] || (major === needed[0] && minor >= needed[1]);
}
