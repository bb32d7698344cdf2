import { oneLine } from "../model/texts.ts";
import { styleFor } from "../run/output.ts";
import type { ToolError } from "../tool.ts";
import { type Terminal, harmless, wantsColour } from "./terminal.ts";
import { wrapProse } from "./wrap.ts";

/** An error for people: what, why, and what to do. */
export function errorText(error: ToolError, { env, stderr }: Pick<Terminal, "env" | "stderr">): string {
  const style = styleFor(wantsColour(env, stderr));
  const lines = [
    `${style.red("error:")} ${oneLine(error.message)} ${style.dim(`(${error.code})`)}`,
    `  cause: ${oneLine(error.why)}`,
    `  try:   ${oneLine(error.retry.how)}`,
  ];
  const text = harmless(`${lines.join("\n")}\n`);
  return stderr.isTTY ? wrapProse(text, stderr.columns ?? 80) : text;
}
