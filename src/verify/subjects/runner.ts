import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ToolError } from "../../tool.ts";

/** Where runners look for the compiler's settings; they would search from the current folder, which is not the project's. */
const configNames = ["TSX_TSCONFIG_PATH", "TS_NODE_PROJECT", "SWC_NODE_PROJECT"];

export interface Runner {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The project's own runner: a package that hooks the loading of modules when it is preloaded, found from the consumer's file as
 * Node finds packages. Undefined: Node itself. https://tsx.is/dev-api/node-cli
 */
export function resolveRunner(run: string | undefined, file: string, root: string): Runner | undefined {
  if (run === undefined || run === "node") return undefined;
  const config = nearestConfig(dirname(file), root);
  const env = config === undefined ? {} : Object.fromEntries(configNames.map((name) => [name, config]));
  return { url: pathToFileURL(modulePath(run, file)).href, env };
}

function modulePath(run: string, file: string): string {
  try {
    return createRequire(file).resolve(run);
  } catch {
    throw new ToolError(
      "NOT_FOUND",
      `The runner "${run}" is not among the project's packages.`,
      "run names a package in node_modules that can be preloaded with node --import.",
      `Install ${run} in the project, or name the runner that it has.`,
    );
  }
}

function nearestConfig(folder: string, root: string): string | undefined {
  const config = join(folder, "tsconfig.json");
  if (existsSync(config)) return config;
  return folder === root || dirname(folder) === folder ? undefined : nearestConfig(dirname(folder), root);
}
