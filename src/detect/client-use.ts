import { table } from "../model/table.ts";
import { dirname } from "node:path/posix";
import type { BrokerKind, Dependency, Place } from "./fact.ts";
import { languageOfFile, languagesOfEcosystem } from "./languages.ts";
import { isTestPath } from "./test-code.ts";

/** Distribution name to module, where they differ by more than dashes. */
const modules = table<string>({
  "kafka-python": "kafka",
  "kafka-python-ng": "kafka",
  "nats-py": "nats",
  "google-cloud-pubsub": "pubsub",
  "azure-servicebus": "servicebus",
  "azure-eventhub": "eventhub",
  "faust-streaming": "faust",
  "asyncio-nats-client": "nats",
});

const languages: Partial<Record<Dependency["ecosystem"], readonly string[]>> = {
  ...languagesOfEcosystem,
  npm: ["typescript", "javascript"],
  pypi: ["python"],
};

/** What code writes to import a package. */
export function moduleOf({ ecosystem, name }: Dependency): string {
  return ecosystem === "pypi" ? (modules[name] ?? name.replaceAll("-", "_")) : name;
}

/** Code files below the manifest's folder in the manifest's language. */
export function codeBelow({ ecosystem, file }: Dependency, paths: readonly string[]): string[] {
  const folder = dirname(file);
  return paths.filter(
    (path) => (folder === "." || path.startsWith(`${folder}/`)) && languages[ecosystem]?.includes(languageOfFile(path) ?? ""),
  );
}

/** Where code below the manifest imports the package, one place a file. */
export function importsOf(dependency: Dependency, paths: readonly string[], read: (path: string) => string | undefined): Place[] {
  const module = moduleOf(dependency);
  const name = module.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  const written = new RegExp(
    dependency.ecosystem === "pypi"
      ? String.raw`^[ \t]{0,80}(?:from|import)\b[^#\n]{0,300}\b${name}\b`
      : String.raw`\b(?:from|import|require)\b\s{0,40}\(?\s{0,40}["'\x60]${name}(?:["'\x60]|/)`,
    "gm",
  );
  return codeBelow(dependency, paths).flatMap((file): Place[] => {
    const text = read(file);
    if (text?.includes(module) !== true) return [];
    for (const { index } of text.matchAll(written)) {
      // A type alone sends nothing.
      const statement = text.slice(text.lastIndexOf("import", index), index);
      if (!/^import\s+type\b/.test(statement)) return [{ file, line: text.slice(0, index).split("\n").length }];
    }
    return [];
  });
}

/** Words of an SDK with many uses that only its messaging part has, whatever the language. */
const messaging = {
  aws: /service\/(sqs|sns|eventbridge|kinesis)\b|["'](sqs|sns|events|kinesis)["']|\btypes_aiobotocore_(sqs|sns|events|kinesis)\b|\b(sqs|sns|eventbridge|kinesis)(Async)?Client\b/i,
  redis: /\b(xreadgroup|xadd|xread|psubscribe|jedispubsub|rtopic|redismessagelistenercontainer|streamlistener)\b|\.(Subscribe|Publish)\(/i,
} as const;

/** Does code below the manifest use an SDK with many uses for messaging? By its words: such code is not read. */
export function messagingUses(
  dependency: Dependency,
  brokers: readonly BrokerKind[],
  paths: readonly string[],
  read: (path: string) => string | undefined,
): boolean {
  const [name, words] = brokers.includes("sqs") ? (["aws|boto", messaging.aws] as const) : (["redis", messaging.redis] as const);
  const sdk = new RegExp(name, "i");
  return codeBelow(dependency, paths).some((path) => {
    const text = isTestPath(path) ? undefined : read(path);
    return text !== undefined && sdk.test(text) && words.test(text);
  });
}
