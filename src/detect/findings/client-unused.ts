import { dirname } from "node:path/posix";
import { clientOf } from "../clients.ts";
import type { Dependency } from "../fact.ts";
import type { FindingRule } from "../finding-rule.ts";
import { languageOfFile } from "../languages.ts";

/** Distribution name to module, where they differ by more than dashes. */
const modules: Record<string, string> = {
  "kafka-python": "kafka",
  "kafka-python-ng": "kafka",
  "nats-py": "nats",
  "google-cloud-pubsub": "pubsub",
  "azure-servicebus": "servicebus",
  "azure-eventhub": "eventhub",
  "faust-streaming": "faust",
  "asyncio-nats-client": "nats",
};

const languages = { npm: ["typescript", "javascript"], pypi: ["python"] };

export const clientUnused: FindingRule = {
  id: "CLIENT_UNUSED",
  severity: "info",
  purpose: "A manifest declares a messaging client that no code below it names.",
  *find({ dependencies, paths, read, map }) {
    const readable = dependencies.filter(
      (dependency) => dependency.ecosystem === "npm" || dependency.ecosystem === "pypi",
    ) as (Dependency & { ecosystem: "npm" | "pypi" })[];
    for (const dependency of readable) {
      const { name, file, line, ecosystem, testOnly } = dependency;
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
      const word = ecosystem === "npm" ? name : (modules[name] ?? name.replaceAll("-", "_"));
      const below = paths.filter((path) => folder === "." || path.startsWith(`${folder}/`));
      const code = below.filter((path) => languages[ecosystem].includes(languageOfFile(path) ?? ""));
      if (code.length === 0 || code.some((path) => read(path)?.includes(word))) continue;
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
