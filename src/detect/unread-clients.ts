import { clientOf } from "./clients.ts";
import { importsOf, messagingUses, moduleOf } from "./client-use.ts";
import type { Detector } from "./detector.ts";
import type { BrokerKind, Dependency, Place } from "./fact.ts";
import { languagesOfEcosystem } from "./languages.ts";

/** A client whose calls are not read: what it sends and receives is unknown, not absent. */
export interface UnreadClient {
  library: string;
  file: string;
  line: number;
  /** A sentence. */
  why: string;
  /** Set where a whole language is not read. */
  languages?: string;
  /** Where code imports it; empty where the language is not read. */
  imports: readonly Place[];
}

export interface ReadableCode {
  dependencies: readonly Dependency[];
  notRead: readonly { language: string }[];
  detectors: readonly Pick<Detector, "modules">[];
  paths: readonly string[];
  read: (path: string) => string | undefined;
}

/** Reads and writes schemas, not messages. */
export const codecs = /schema-?registry|avro/;
/** What a package that talks to a broker calls itself, when no list knows it. */
const smell = new Set([
  "kafka",
  "amqp",
  "rabbitmq",
  "rabbit",
  "nats",
  "jetstream",
  "sqs",
  "sns",
  "servicebus",
  "eventbus",
  "eventbridge",
  "kinesis",
]);
/** Packages about clients rather than clients. */
const about = new Set([
  "types",
  "mock",
  "mocks",
  "test",
  "testing",
  "eslint",
  "instrumentation",
  "opentelemetry",
  "datadog",
  "ui",
  "cli",
  "dashboard",
  "stubs",
  "nuid",
  "nkeys",
  "kv",
  "obj",
]);

export function unreadClients({ dependencies, notRead, detectors, paths, read }: ReadableCode): UnreadClient[] {
  const unreadLanguages = new Set(notRead.map(({ language }) => language));
  const modules = detectors.flatMap((detector) => detector.modules);
  const isRead = (module: string) =>
    modules.some((name) => module === name || module.startsWith(`${name}/`) || name.startsWith(`${module}.`));
  // botocore below boto3: the code that uses it is that of its sibling.
  const hasReadSibling = ({ name, file, ecosystem }: Dependency, brokers: readonly BrokerKind[]) =>
    dependencies.some(
      (other) =>
        other.name !== name &&
        other.file === file &&
        other.ecosystem === ecosystem &&
        isRead(moduleOf(other)) &&
        clientOf(other)?.generic?.some((broker) => brokers.includes(broker)) === true,
    );
  return dependencies.flatMap((dependency): UnreadClient[] => {
    const { name: library, file, line, testOnly } = dependency;
    const client = clientOf(dependency);
    if (testOnly) return [];
    const languages = (languagesOfEcosystem[dependency.ecosystem] ?? []).filter((language) => unreadLanguages.has(language)).join(" and ");
    if (client?.generic !== undefined && hasReadSibling(dependency, client.generic)) return [];
    if (
      client?.generic !== undefined &&
      ((languages === "" && isRead(moduleOf(dependency))) || !messagingUses(dependency, client.generic, paths, read))
    )
      return [];
    if (client !== undefined && languages !== "")
      return [{ library, file, line, languages, imports: [], why: `${file} uses ${library}, and ${languages} code is not read.` }];
    const module = moduleOf(dependency);
    if (codecs.test(library) || isRead(module) || !(client !== undefined || smells(library))) return [];
    const imports = importsOf(dependency, paths, read);
    if (imports.length === 0) return [];
    return [
      {
        library,
        file,
        line,
        imports,
        why: `${file} uses ${library}, and calls of that ${client === undefined ? "package" : "client"} are not read.`,
      },
    ];
  });
}

function smells(library: string): boolean {
  const words = library.toLowerCase().split(/[^a-z0-9]+/);
  return words.some((word) => smell.has(word)) && !words.some((word) => about.has(word));
}
