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
  return { kind: "import-failed", message: error instanceof Error ? `${error.name}: ${message}` : message };
}
