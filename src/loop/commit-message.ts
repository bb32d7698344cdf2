import type { Pattern } from "../model/verdict.ts";
import type { AssessedDomain, Assessment } from "./assessment.ts";
import { travelling } from "./domains.ts";

const strength: readonly Pattern[] = ["No events", "Basic pub/sub", "CQRS", "Event sourcing", "Full CQRS/ES"];

/** `event: <system> -- <N> event types, <broker>, <pattern>`, with the closing lines and the reason of a forced commit below. */
export function commitMessage({ system, domains }: Assessment, domain: string | undefined, force: string | undefined): string {
  const subject = `event: ${oneLine(domain ?? system)} -- ${travelling(domains.map(({ view }) => view)).size} event types, ${brokersOf(domains)}, ${patternOf(domains)}`;
  const body = domains.map((entry) => `${oneLine(entry.domain)}: ${entry.closingLine}`);
  const forced = force === undefined ? [] : [`Forced: ${oneLine(force)}`, ""];
  return `${[subject, "", ...forced, ...body].join("\n").trimEnd()}\n`;
}

function brokersOf(domains: readonly AssessedDomain[]): string {
  const brokers = new Set(domains.flatMap(({ broker }) => broker.split("+")));
  if (brokers.size > 1) brokers.delete("no broker");
  return [...brokers].sort().join("+") || "no broker";
}

function patternOf(domains: readonly AssessedDomain[]): Pattern {
  const has = (pattern: Pattern) => domains.some((domain) => domain.pattern === pattern);
  if (has("Event sourcing") && has("CQRS")) return "Full CQRS/ES";
  return strength.findLast(has) ?? "No events";
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
