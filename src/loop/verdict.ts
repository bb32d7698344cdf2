import type { Row, Verdict } from "../model/verdict.ts";
import type { DomainView } from "./domains.ts";
import { labelOf } from "./events.ts";

/** Names and reasons that lead to the verdict, strongest first. */
export interface Judged {
  verdict: Verdict;
  reasons: string[];
}

/**
 * KEEP: every schema that the domain sends or reads is registered, every consumer's dead letter and idempotency are
 * proven. DISCARD: a schema breaks, or a consumer has no dead letter or is not idempotent. Else incomplete. The other rows do not
 * decide: those that fail are warnings.
 */
export function verdictOf(domain: DomainView, rows: readonly Row[], unseen: readonly string[]): Judged {
  const row = (number: number) => rows.find((entry) => entry.row === number)!;
  const [dead, idempotent] = [row(4), row(5)];
  const broken = domain.events.filter(({ schema }) => schema?.compatibility.state === "breaks");
  const against = [
    ...broken.map((event) => `The schema of ${labelOf(event)} breaks compatibility (${event.schema!.file}).`),
    ...(dead.status === "fail" ? [`A consumer has no dead letter: ${dead.why}`] : []),
    ...(idempotent.status === "fail" ? [`A consumer is not idempotent: ${idempotent.why}`] : []),
  ];
  if (against.length > 0) return { verdict: "DISCARD", reasons: against };
  const events = [...domain.events, ...domain.reads];
  const open = events.filter(({ schema }) => schema?.registration.state !== "registered" || schema.compatibility.state !== "compatible");
  const missing = [
    ...open.map((event) =>
      event.schema ? `The schema of ${labelOf(event)} is not registered and checked.` : `There is no schema for ${labelOf(event)}.`,
    ),
    ...events.flatMap((event) => (event.schema?.payload === "empty" ? [`The schema of ${labelOf(event)} describes no payload.`] : [])),
    ...domain.nameless.map(({ file, line }) => `The event that ${file}:${line} sends cannot be told.`),
    ...domain.blind.map(({ file, line }) => `The event that ${file}:${line} reads cannot be told.`),
    ...unseen.map((reason) => `It may hold more: ${reason}`),
    ...(events.length === 0 ? ["No event with a registered schema was found."] : []),
    ...[dead, idempotent].flatMap(({ status, title, why }) => (status === "pass" ? [] : [`${title}: ${why}`])),
  ];
  return missing.length > 0
    ? { verdict: "incomplete", reasons: missing }
    : {
        verdict: "KEEP",
        reasons: [
          domain.consumers.length === 0
            ? "Schemas registered; it has no consumers."
            : "Schemas registered, dead letters and idempotency proven.",
        ],
      };
}
