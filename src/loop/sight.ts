import type { SystemMap } from "../model/system.ts";
import type { DomainView } from "./domains.ts";

const codeFile = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs|py)$/;

/** Why this domain may hold more than the map shows: unread languages with a messaging client, open questions, skipped code. */
export function unseenOf(domain: DomainView, map: SystemMap): string[] {
  // A domain of schemas alone: whoever sends or reads them may be any code of the repository.
  const schemasOnly = domain.producers.length + domain.consumers.length === 0;
  const reasons = map.unreadClients.flatMap(({ file, why }) => (schemasOnly || domain.owns(file) ? [why] : []));
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
  return [...new Set(map.unreadClients.flatMap(({ file, why }) => (elsewhere(file) ? [why] : [])))];
}
