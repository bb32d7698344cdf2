import type { SystemMap } from "../model/system.ts";
import type { Pattern } from "../model/verdict.ts";
import type { DomainView } from "./domains.ts";

/** How a domain uses events. */
export function patternOf(domain: DomainView, map: SystemMap): Pattern {
  const has = (sign: SystemMap["cqrs"]) => sign.present && sign.evidence.some(({ file }) => domain.owns(file));
  const [sourced, separated] = [has(map.eventSourcing), has(map.cqrs)];
  if (sourced) return separated ? "Full CQRS/ES" : "Event sourcing";
  if (separated) return "CQRS";
  return domain.producers.length + domain.consumers.length + domain.events.length > 0 ? "Basic pub/sub" : "No events";
}

/** The brokers a domain speaks to, as the closing line names them. */
export function brokerOf(domain: DomainView, map: SystemMap): string {
  const own = [...domain.producers, ...domain.consumers].map(({ broker }) => broker);
  const kinds = own.length > 0 ? own : map.brokers.filter(({ role }) => role === "app").map(({ kind }) => kind);
  return [...new Set(kinds)].sort().join("+") || "no broker";
}
