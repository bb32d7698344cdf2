import { isRequestReply } from "../model/request-reply.ts";
import type { SystemMap } from "../model/system.ts";
import type { DomainView } from "./domains.ts";

/** Languages whose manifests are not read: nothing tells whether their code has a messaging client. */
const withoutManifest = new Set(["ruby", "php", "elixir", "cpp"]);

const codeFile = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs|py)$/;

/**
 * Why this domain may hold more than the map shows: unread languages with a messaging client, open questions, skipped code.
 * `consumers`: only what may concern those who read.
 */
export function unseenOf(domain: DomainView, map: SystemMap, matter: "anything" | "consumers" = "anything"): string[] {
  // A domain of schemas alone: whoever sends or reads them may be any code of the repository.
  const schemasOnly = domain.producers.length + domain.consumers.length === 0;
  const reasons = map.unreadClients.flatMap(({ file, why }) => (schemasOnly || domain.owns(file) ? [why] : []));
  const answered = new Set(
    [...map.producers, ...map.consumers].flatMap((entry) => (isRequestReply(entry, map) ? [`${entry.file}:${entry.line}`] : [])),
  );
  // Where something is sent to says nothing of what is read.
  if (matter === "consumers") for (const { file, line } of map.producers) answered.add(`${file}:${line}`);
  if (matter === "consumers") for (const { file, line } of map.consumers) answered.delete(`${file}:${line}`);
  for (const { file, line, question } of map.questions)
    if (domain.owns(file) && !answered.has(`${file}:${line}`)) reasons.push(`an open question at ${file}:${line}: ${question}`);
  for (const warning of map.warnings) {
    const file = warning.split(": ")[0]!;
    if (codeFile.test(file) && domain.owns(file)) reasons.push(`a code file was not read: ${warning}`);
  }
  return [...new Set(reasons)];
}

/** Code of languages that nothing is known of: what is absent from the map may be there. */
export function unreadCode({ notRead }: SystemMap): string[] {
  return notRead.flatMap(({ language, files }) =>
    withoutManifest.has(language) ? [`${language} code (${files} ${files === 1 ? "file" : "files"}) is not read.`] : [],
  );
}

/** The same for code that belongs to no domain: services in which nothing was found. */
export function unseenElsewhere(domains: readonly DomainView[], map: SystemMap): string[] {
  const elsewhere = (file: string) => !domains.some((domain) => domain.owns(file));
  if (domains.length === 0)
    return [
      ...unseenOf(
        { name: "", events: [], reads: [], producers: [], consumers: [], nameless: [], blind: [], exempt: [], owns: () => true },
        map,
      ),
      ...unreadCode(map),
    ];
  return [...new Set(map.unreadClients.flatMap(({ file, why }) => (elsewhere(file) ? [why] : [])))];
}
