import { dirname } from "node:path/posix";
import { codeBelow, moduleOf } from "../client-use.ts";
import { clientOf } from "../clients.ts";
import type { Dependency } from "../fact.ts";
import type { FindingRule } from "../finding-rule.ts";

export const clientUnused: FindingRule = {
  id: "CLIENT_UNUSED",
  severity: "info",
  purpose: "A manifest declares a messaging client that no code below it names.",
  *find({ dependencies, paths, read, map }) {
    const readable = dependencies.filter(
      (dependency) => dependency.ecosystem === "npm" || dependency.ecosystem === "pypi",
    ) as (Dependency & { ecosystem: "npm" | "pypi" })[];
    for (const dependency of readable) {
      const { name, file, line, testOnly } = dependency;
      const client = clientOf(dependency);
      if (client?.broker === undefined || testOnly || !map.clients.some(({ manifest, library }) => manifest === file && library === name))
        continue;
      // A framework loads the client of its transport by itself.
      const siblings = readable.filter((other) => other.file === file && other.name !== name);
      if (
        siblings.some(
          (other) => other.name === "@nestjs/microservices" || (clientOf(other) !== undefined && clientOf(other)!.generic === undefined),
        )
      )
        continue;
      const folder = dirname(file);
      const code = codeBelow(dependency, paths);
      if (code.length === 0 || code.some((path) => read(path)?.includes(moduleOf(dependency)))) continue;
      yield {
        at: `${file}#${name}`,
        file,
        line,
        message: `${name} is declared here, but no code below ${folder === "." ? "the root" : folder} imports it.`,
        fix: `Remove ${name} from ${file}, or write the producer or consumer that it was meant for.`,
      };
    }
  },
};
