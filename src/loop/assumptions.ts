import { downstreamTopic } from "../model/assumption.ts";
import type { DomainView } from "./domains.ts";
import { channelsOf, judgedConsumers } from "./events.ts";
import type { Facts } from "./facts.ts";

/** What the proofs of a domain take for granted and no other proof shows, each once. */
export function openAssumptions(domain: DomainView, facts: Facts): string[] {
  const stated = domain.consumers.flatMap(({ id }) => {
    const proof = facts.proofs.idempotency.get(id);
    return proof?.holds === true ? (proof.assumptions ?? []) : [];
  });
  return [...new Set(stated)].flatMap((assumption) => stillOpen(assumption, facts) ?? []);
}

/** The assumption with what it lacks; undefined where the proofs of all its readers discharge it. */
function stillOpen(assumption: string, { map, proofs }: Facts): string | undefined {
  const topic = downstreamTopic(assumption);
  if (topic === undefined) return assumption;
  const readers = judgedConsumers(map).filter((consumer) => channelsOf(consumer).includes(topic));
  if (readers.length === 0) return `${assumption} None of them is in this repository.`;
  const open = readers.find(({ id }) => proofs.idempotency.get(id)?.holds !== true);
  return open === undefined ? undefined : `${assumption} That is not proven of ${open.id}.`;
}
