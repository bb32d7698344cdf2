import { nearest } from "../../model/nearest.ts";
import type { Settings } from "../../model/settings.ts";
import { ToolError } from "../../tool.ts";

/** Names that would change the runtime itself instead of the consumer. */
const runtimeNames = /^(NODE_OPTIONS|NODE_PATH|NODE_REPL_.*|LD_.*|DYLD_.*|PATH|HOME|USERPROFILE|TMPDIR|TEMP|TMP)$/i;

export function consumerEnvironment(env: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const refused = Object.keys(env).find((name) => runtimeNames.test(name));
  if (refused === undefined) return env;
  throw new ToolError(
    "INVALID_INPUT",
    `env names ${refused}.`,
    "It belongs to the runtime that keeps the consumer apart.",
    `Leave ${refused} out.`,
  );
}

/** The address of a named connection; `${NAME}` comes from the environment of the tool and never reaches the consumer's. */
export function scratchDatabase(
  name: string | undefined,
  { connections = {} }: Settings,
  env: Readonly<Record<string, string | undefined>>,
): { name: string; url: string } | undefined {
  if (name === undefined) return undefined;
  const { kind, url } = connections[name] ?? {};
  if (kind === undefined) {
    const suggestion = nearest(name, Object.keys(connections));
    throw new ToolError(
      "NOT_FOUND",
      `There is no connection ${name}${suggestion === undefined ? "." : `; did you mean ${suggestion}?`}`,
      "database names one of connections in .godmode/event.json.",
    );
  }
  if (kind !== "postgres" || url === undefined) {
    throw new ToolError(
      "INVALID_INPUT",
      `The connection ${name} is no database with an url.`,
      "database needs a connection of kind postgres.",
    );
  }
  return { name, url: url.replaceAll(/\$\{(\w+)\}/g, (_, variable: string) => env[variable] ?? missing(name, variable)) };
}

function missing(name: string, variable: string): never {
  throw new ToolError(
    "INVALID_INPUT",
    `${variable} is not set.`,
    `The connection ${name} takes its address from it.`,
    `Set ${variable} to the address of a server on which scratch databases may be made, then call again.`,
  );
}
