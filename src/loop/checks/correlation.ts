import type { DomainView } from "../domains.ts";
import { type EventView, labelOf } from "../events.ts";
import type { Facts } from "../facts.ts";
import type { Judgement } from "../judgement.ts";
import { everyEvent } from "./every-event.ts";

const withoutId = "PUBLISH_WITHOUT_CORRELATION_ID";

/** Row 2: every event carries a correlation id, in its schema or in the headers that its producers set. */
export function correlation(domain: DomainView, { map }: Facts): Judgement[] {
  const silent = new Set(map.findings.filter(({ rule }) => rule === withoutId).map(({ at }) => at));
  const carried = new Set(domain.nameless.flatMap(({ id, correlationId }) => (correlationId === true ? [id] : [])));
  return everyEvent(domain, (event) => judgeEvent(event, silent)).map((judgement) =>
    carried.has(judgement.about) ? { ...judgement, status: "pass", why: "it sets a correlation id" } : judgement,
  );
}

/** `silent`: producers that detection saw sending no correlation id. */
function judgeEvent(event: EventView, silent: ReadonlySet<string>): Judgement {
  const { name, schema, producers, file, line } = event;
  const about = labelOf(event);
  const readable = schema !== undefined && schema.error === undefined && schema.missingEnvelope !== undefined;
  if (readable && !schema.missingEnvelope!.includes("correlation_id"))
    return { status: "pass", about, why: "its schema has a correlation id" };
  const without = producers.find(({ id, correlationId }) => correlationId === false || silent.has(id));
  if (producers.length > 0 && producers.every(({ correlationId }) => correlationId === true))
    return { status: "pass", about, why: "its producers set a correlation id" };
  const at = without ?? (readable ? { id: name, file: schema.file, line: schema.line } : undefined);
  if (at === undefined)
    return { status: "unknown", about, why: `neither a schema nor the producer at ${file}:${line} shows a correlation id` };
  return {
    status: "fail",
    about,
    why: "it carries no correlation id",
    findings: [
      {
        rule: without === undefined ? "SCHEMA_WITHOUT_CORRELATION_ID" : withoutId,
        severity: "warning",
        at: at.id,
        file: at.file,
        line: at.line,
        column: 1,
        message: `${about} carries no correlation id, so a flow cannot be followed across services.`,
        fix: "Add correlation_id to the event (or a header) and copy it from the request or event that caused it.",
        evidence: [],
      },
    ],
  };
}
