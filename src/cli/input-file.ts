import { resolve } from "node:path";
import { ToolError } from "../tool.ts";
import { locateJsonError } from "./json-error.ts";
import { readText } from "./terminal.ts";

/** The object in the file that `--input` names, or in stdin for `-`. */
export async function readInput(path: string, cwd: string, stdin: () => Promise<string>): Promise<Record<string, unknown>> {
  const text = path === "-" ? await stdin() : readText(resolve(cwd, path), path);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    const { line, column, message } = locateJsonError(text.replace(/^\uFEFF/, ""));
    throw new ToolError("PARSE_FAILED", `${path}:${line}:${column}: ${message}.`, "The input file is no JSON.", "Mend it and call again.");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new ToolError(
      "INVALID_INPUT",
      `${path} holds no object.`,
      "The input is one JSON object whose keys are the fields.",
      "Write {…}.",
    );
  }
  return value as Record<string, unknown>;
}
