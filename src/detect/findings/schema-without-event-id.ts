import { envelopeAliases } from "../../model/event.ts";
import { only } from "../link.ts";
import type { FindingRule } from "../finding-rule.ts";

export const schemaWithoutEventId: FindingRule = {
  id: "SCHEMA_WITHOUT_EVENT_ID",
  severity: "info",
  purpose: "An event without an id of its own cannot be recognised when it is delivered twice.",
  *find({ facts, settings }) {
    const mapped = settings.envelope?.["event_id"];
    const known = new Set([
      "event_id",
      ...envelopeAliases.event_id,
      "uuid",
      "event_uuid",
      "eventUuid",
      "idempotency_key",
      "idempotencyKey",
      ...(mapped === undefined ? [] : [mapped]),
    ]);
    for (const { file, carriesEvents, fields, names } of only(facts, "schema")) {
      if (carriesEvents !== true || fields === undefined || fields.length === 0 || mapped?.startsWith("header")) continue;
      if (fields.some((field) => known.has(field) || /^(meta|metadata|header|headers|envelope|context)$/i.test(field))) continue;
      yield {
        at: file,
        file,
        line: 1,
        message: `${names[0] ?? "This event"} carries no event id: a consumer that gets it twice cannot tell. If the id travels in headers, say so in the settings.`,
        fix: `Add event_id (UUID) to the schema, or map the field or header that holds it: "envelope": {"event_id": "…"} in .godmode/event.json.`,
      };
    }
  },
};
