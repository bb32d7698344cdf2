import { styleFor } from "../run/output.ts";
import type { ToolError } from "../tool.ts";
import { type Terminal, harmless, wantsColour } from "./terminal.ts";

/** An error for people: what, why, and what to do. */
export function errorText(error: ToolError, { env, stderr }: Pick<Terminal, "env" | "stderr">): string {
  const style = styleFor(wantsColour(env, stderr));
  const lines = [
    `${style.red("error:")} ${error.message} ${style.dim(`(${error.code})`)}`,
    `  cause: ${error.why}`,
    `  try:   ${error.retry.how}`,
  ];
  return harmless(`${lines.join("\n")}\n`);
}
