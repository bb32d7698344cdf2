import { dirname } from "node:path/posix";
import { importsOf, messagingUses } from "./client-use.ts";
import { clientOf } from "./clients.ts";
import type { BrokerKind, Dependency } from "./fact.ts";
import type { Linked } from "./link.ts";
import { isTestPath } from "./test-code.ts";
import { codecs, type UnreadClient } from "./unread-clients.ts";

interface Found {
  map: Pick<Linked, "producers" | "consumers" | "brokers">;
  dependencies: readonly Dependency[];
  paths: readonly string[];
  read: (path: string) => string | undefined;
}

/**
 * A client that is imported below a manifest, and no place there that sends or reads through its broker; a broker or its channels
 * that infrastructure declares in a repository where nothing sends or reads: whoever does it was not recognised, so the answer is
 * not "nothing".
 */
export function unrecognised({ map, dependencies, paths, read }: Found): UnreadClient[] {
  const uses = [...map.producers, ...map.consumers];
  // Words of an SDK with many uses say little beside what was read; of Redis too little: a cache stands beside many a `subscribe`.
  const mayMessage = (dependency: Dependency, brokers: readonly BrokerKind[]) =>
    uses.length === 0 && brokers.includes("sqs") && messagingUses(dependency, brokers, paths, read);
  const clients = dependencies.flatMap((dependency): UnreadClient[] => {
    const client = clientOf(dependency);
    const { name: library, testOnly, file: manifest } = dependency;
    if (client === undefined || testOnly || codecs.test(library)) return [];
    const brokers = client.generic ?? (client.broker === undefined ? undefined : [client.broker]);
    const folder = dirname(manifest);
    const isSeen = uses.some(
      ({ file, broker }) => (brokers === undefined || brokers.includes(broker)) && (folder === "." || file.startsWith(`${folder}/`)),
    );
    if (isSeen || (client.generic !== undefined && !mayMessage(dependency, client.generic))) return [];
    const first = importsOf(dependency, paths, read).find(({ file }) => !isTestPath(file));
    if (first === undefined) return [];
    const why = `${first.file}:${first.line} imports ${library}, and no send and no read was recognised.`;
    return [{ library, ...first, imports: [], why }];
  });
  const declared =
    uses.length > 0
      ? []
      : map.brokers.flatMap(({ kind, name, role, evidence }): UnreadClient[] => {
          const [first] = evidence;
          if (role !== "infra" || first === undefined) return [];
          const why = `${first.file}:${first.line} declares ${first.what}, and nothing that sends or reads there was recognised.`;
          return [{ library: name ?? kind, file: first.file, line: first.line, imports: [], why }];
        });
  return [...new Map([...clients, ...declared].map((entry) => [`${entry.library} ${entry.file}`, entry])).values()];
}
