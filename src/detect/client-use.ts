import { dirname } from "node:path/posix";
import type { Dependency } from "./fact.ts";
import { languageOfFile } from "./languages.ts";

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

const languages: Partial<Record<Dependency["ecosystem"], readonly string[]>> = { npm: ["typescript", "javascript"], pypi: ["python"] };

/** What code writes to import a package. */
export function moduleOf({ ecosystem, name }: Dependency): string {
  return ecosystem === "pypi" ? (modules[name] ?? name.replaceAll("-", "_")) : name;
}

/** Code files below the manifest's folder in the manifest's language; none for ecosystems whose code is not read. */
export function codeBelow({ ecosystem, file }: Dependency, paths: readonly string[]): string[] {
  const folder = dirname(file);
  return paths.filter(
    (path) => (folder === "." || path.startsWith(`${folder}/`)) && languages[ecosystem]?.includes(languageOfFile(path) ?? ""),
  );
}
