import type { Problem } from "../observation.ts";
import type { WorkerSpec } from "./protocol.ts";

/** Why a consumer could not be loaded. Type stripping refuses enums and parameter properties by code, decorators by a bare SyntaxError. */
export function problemOf(error: unknown, { file }: WorkerSpec): Problem {
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? error.name) : String(error);
  const code = (error as { code?: unknown } | undefined)?.code;
  const typescript = /\.[cm]?tsx?$/.test(file);
  const unsupported =
    code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX" ||
    (typescript && error instanceof SyntaxError && /Invalid or unexpected token/.test(message));
  if (unsupported) return { kind: "unsupported-syntax", message };
  const told = error instanceof Error ? `${error.name}: ${message}` : message;
  const missing =
    code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND"
      ? /Cannot find (?:package|module) '([^']+)'/.exec(message)?.[1]
      : undefined;
  return { kind: "import-failed", message: missing === undefined ? told : `${told}. ${remedy(missing)}` };
}

/** A package is installed; a file of the project that is not there is made by its build, or found by its compiler. */
function remedy(name: string): string {
  return /^[./]|^file:/.test(name)
    ? `Build or generate what makes it, or name the project's own runner as "run".`
    : "Install the project's packages, then run this again.";
}
