import type { Settings } from "../../model/settings.ts";
import type { Producer } from "../../model/system.ts";
import type { DomainView } from "../domains.ts";
import { lackingFields } from "../envelope-fields.ts";
import { type EventView, labelOf } from "../events.ts";
import type { Facts } from "../facts.ts";
import type { Judgement } from "../judgement.ts";
import { everyEvent } from "./every-event.ts";

const withoutId = "PUBLISH_WITHOUT_CORRELATION_ID";

/** Row 2: every event carries a correlation id, in its schema or in the headers that its producers set. */
export function correlation(domain: DomainView, { map, settings }: Facts): Judgement[] {
  const silent = new Set(map.findings.filter(({ rule }) => rule === withoutId).map(({ at }) => at));
  const carried = new Set(domain.nameless.flatMap(({ id, correlationId }) => (correlationId === true ? [id] : [])));
  const sets = (producer: Producer) => setsId(producer, silent, settings.envelope ?? {});
  return everyEvent(domain, (event) => judgeEvent(event, sets)).map((judgement) =>
    carried.has(judgement.about) ? { ...judgement, status: "pass", why: "it sets a correlation id" } : judgement,
  );
}

/** Does the code show that it sets a correlation id? Undefined where it shows neither. `silent`: producers that detection saw sending none. */
function setsId(
  { id, correlationId, payload }: Producer,
  silent: ReadonlySet<string>,
  map: NonNullable<Settings["envelope"]>,
): boolean | undefined {
  if (correlationId === true) return true;
  if (correlationId === false || silent.has(id)) return false;
  const fields = payload?.map(({ name }) => name);
  return fields === undefined ? undefined : !lackingFields(fields, map).includes("correlation_id");
}

function judgeEvent(event: EventView, sets: (producer: Producer) => boolean | undefined): Judgement {
  const { name, schema, producers, file, line } = event;
  const about = labelOf(event);
  const readable = schema !== undefined && schema.error === undefined && schema.missingEnvelope !== undefined;
  const described = readable && !schema.missingEnvelope!.includes("correlation_id");
  const without = producers.find((producer) => sets(producer) === false);
  if (producers.length > 0 && producers.every((producer) => sets(producer) === true))
    return { status: "pass", about, why: "its producers set a correlation id" };
  if (described && producers.length === 0) return { status: "pass", about, why: "its schema has a correlation id" };
  if (described && without === undefined) {
    const hidden = producers.find((producer) => sets(producer) === undefined)!;
    return {
      status: "unknown",
      about,
      why: `its schema has a correlation id; whether ${hidden.file}:${hidden.line} sets it cannot be told`,
    };
  }
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
