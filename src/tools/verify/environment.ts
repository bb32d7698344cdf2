import type { Settings } from "../../model/settings.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import { addressOf, connectionNamed } from "../connections/connection.ts";

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
  settings: Settings,
  env: ToolContext["env"],
): { name: string; url: string } | undefined {
  if (name === undefined) return undefined;
  const named = connectionNamed(settings, name);
  const { url } = addressOf(named, env);
  if (named.connection.kind === "postgres" && url !== undefined) return { name, url };
  throw new ToolError(
    "INVALID_INPUT",
    `The connection ${name} is no database with an url.`,
    "database needs a connection of kind postgres, to a server on which scratch databases may be made.",
  );
}
