import type { SystemMap } from "../model/system.ts";
import type { DomainView } from "./domains.ts";

/** The language whose code a manifest's dependencies serve. */
const languageOf: readonly [RegExp, readonly string[]][] = [
  [/(^|\/)go\.mod$/, ["go"]],
  [/(^|\/)(pom\.xml|build\.gradle(\.kts)?|libs\.versions\.toml)$/, ["java", "kotlin", "scala", "groovy"]],
  [/\.(cs|fs|vb)proj$|(^|\/)Directory\.Packages\.props$/, ["csharp", "c#", "fsharp", "f#"]],
  [/(^|\/)Cargo\.toml$/, ["rust"]],
  [/(^|\/)(Gemfile|[^/]+\.gemspec)$/, ["ruby"]],
  [/(^|\/)composer\.json$/, ["php"]],
  [/(^|\/)build\.sbt$/, ["scala", "java"]],
  [/(^|\/)mix\.exs$/, ["elixir"]],
  [/(^|\/)package\.json$/, ["javascript", "typescript"]],
  [/(^|\/)(pyproject\.toml|requirements[^/]*\.txt|setup\.(py|cfg)|Pipfile)$/, ["python"]],
];

const codeFile = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs|py)$/;

/** Manifests with a messaging client whose language is not read. */
function unreadClients(map: SystemMap): { manifest: string; why: string }[] {
  const unread = new Set(map.notRead.map(({ language }) => language.toLowerCase()));
  return map.clients.flatMap(({ library, manifest }) =>
    [manifest].flat().flatMap((file) => {
      const languages = languageOf.find(([pattern]) => pattern.test(file))?.[1] ?? [];
      const language = languages.find((name) => unread.has(name));
      return language === undefined ? [] : [{ manifest: file, why: `${file} uses ${library}, and ${language} code is not read.` }];
    }),
  );
}

/** Why this domain may hold more than the map shows: unread languages with a messaging client, open questions, skipped code. */
export function unseenOf(domain: DomainView, map: SystemMap): string[] {
  // A domain of schemas alone: whoever sends or reads them may be any code of the repository.
  const schemasOnly = domain.producers.length + domain.consumers.length === 0;
  const reasons = unreadClients(map).flatMap(({ manifest, why }) => (schemasOnly || domain.owns(manifest) ? [why] : []));
  for (const { file, line, question } of map.questions)
    if (domain.owns(file)) reasons.push(`Open question at ${file}:${line}: ${question}`);
  for (const warning of map.warnings) {
    const file = warning.split(": ")[0]!;
    if (codeFile.test(file) && domain.owns(file)) reasons.push(`A code file was not read: ${warning}`);
  }
  return [...new Set(reasons)];
}

/** The same for code that belongs to no domain: services in which nothing was found. */
export function unseenElsewhere(domains: readonly DomainView[], map: SystemMap): string[] {
  const elsewhere = (file: string) => !domains.some((domain) => domain.owns(file));
  if (domains.length === 0)
    return unseenOf({ name: "", events: [], reads: [], producers: [], consumers: [], nameless: [], owns: () => true }, map);
  return [...new Set(unreadClients(map).flatMap(({ manifest, why }) => (elsewhere(manifest) ? [why] : [])))];
}
