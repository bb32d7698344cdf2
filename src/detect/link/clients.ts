import { dirname } from "node:path/posix";
import { clientOf } from "../clients.ts";
import type { BrokerKind, Dependency } from "../fact.ts";
import { isTestPath } from "../test-code.ts";
import { compare } from "./order.ts";

export interface Client {
  library: string;
  manifest: string;
  line: number;
  broker?: BrokerKind;
  /** No SDK with other uses. */
  dedicated: boolean;
}

const ecosystemOf = (file: string) => (file.endsWith(".py") ? "pypi" : /\.[cm]?[jt]sx?$/.test(file) ? "npm" : undefined);

/**
 * Clients that a manifest declares. A dedicated one counts by itself; an SDK with many uses, or one of a test scope, only in the
 * manifest nearest to code that talks to that broker.
 */
export function findClients(
  dependencies: readonly Dependency[],
  sightings: readonly { file: string; broker: BrokerKind }[],
  read: (path: string) => string | undefined,
): Client[] {
  const found = new Map<string, Client>();
  const add = (dependency: Dependency, broker: BrokerKind | undefined) => {
    const key = `${dependency.file} ${dependency.name}`;
    if (!found.has(key)) {
      const { name: library, file: manifest, line } = dependency;
      found.set(key, {
        library,
        manifest,
        line,
        dedicated: clientOf(dependency)?.generic === undefined,
        ...(broker === undefined ? {} : { broker }),
      });
    }
  };
  const known = dependencies.flatMap((dependency) => {
    const client = clientOf(dependency);
    return client === undefined || isTestPath(dependency.file) ? [] : [{ dependency, client }];
  });
  for (const { dependency, client } of known) if (!client.generic && !dependency.testOnly) add(dependency, client.broker);
  for (const { file, broker } of sightings) {
    const usable = known.filter(
      ({ dependency, client }) =>
        dependency.ecosystem === ecosystemOf(file) && (client.generic?.includes(broker) ?? client.broker === broker),
    );
    const imported = usable.filter(({ dependency }) =>
      read(file)?.includes(dependency.name.replaceAll("-", ecosystemOf(file) === "pypi" ? "_" : "-")),
    );
    for (const { dependency } of nearest(file, imported.length > 0 ? imported : usable)) add(dependency, broker);
  }
  return [...found.values()].sort((a, b) => compare(a.manifest, b.manifest) || a.line - b.line);
}

/** Those of the nearest folder above the file; where none lies above, the only one beside it (a shared layer, for example). */
function nearest<K extends { dependency: Dependency }>(file: string, known: readonly K[]): readonly K[] {
  if (known.length === 0) return [];
  const folders: string[] = [];
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === ".") break;
  }
  for (const folder of folders) {
    const here = known.filter(({ dependency }) => dirname(dependency.file) === folder);
    if (here.length > 0) return here;
  }
  for (const folder of folders) {
    const below = known.filter(({ dependency }) => folder === "." || dependency.file.startsWith(`${folder}/`));
    if (below.length > 0) return below.length === 1 ? below : [];
  }
  return [];
}
