import { importsOf, messagingUses } from "./client-use.ts";
import { clientOf } from "./clients.ts";
import type { Dependency } from "./fact.ts";
import type { Linked } from "./link.ts";
import { codecs, type UnreadClient } from "./unread-clients.ts";

interface Found {
  map: Pick<Linked, "producers" | "consumers" | "brokers">;
  dependencies: readonly Dependency[];
  paths: readonly string[];
  read(path: string): string | undefined;
}

/**
 * Where nothing was seen to send or read though a client is imported or infrastructure declares a broker or its channels: whoever
 * does it was not recognised, so the answer is not "nothing".
 */
export function unrecognised({ map, dependencies, paths, read }: Found): UnreadClient[] {
  if (map.producers.length + map.consumers.length > 0) return [];
  const clients = dependencies.flatMap((dependency): UnreadClient[] => {
    const client = clientOf(dependency);
    const { name: library, testOnly } = dependency;
    if (client === undefined || testOnly || codecs.test(library)) return [];
    // What words say of Redis is too little: a cache stands beside many a `subscribe`.
    if (client.generic !== undefined && !(client.generic.includes("sqs") && messagingUses(dependency, client.generic, paths, read))) return [];
    const [first] = importsOf(dependency, paths, read);
    return first === undefined
      ? []
      : [{ library, ...first, imports: [], why: `${first.file}:${first.line} imports ${library}, and no send and no read was recognised.` }];
  });
  const declared = map.brokers.flatMap(({ kind, name, role, evidence }): UnreadClient[] => {
    const [first] = evidence;
    return role !== "infra" || first === undefined
      ? []
      : [
          {
            library: name ?? kind,
            file: first.file,
            line: first.line,
            imports: [],
            why: `${first.file}:${first.line} declares ${first.what}, and nothing that sends or reads there was recognised.`,
          },
        ];
  });
  return [...new Map([...clients, ...declared].map((entry) => [`${entry.library} ${entry.file}`, entry])).values()];
}
