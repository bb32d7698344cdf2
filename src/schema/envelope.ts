import { envelope } from "../model/event.ts";
import type { Shape } from "./field.ts";

const plain = { many: "one", optional: false, values: [], fields: [], precision: 18, scale: 2 } as const;
const base = (): Omit<Shape, "name" | "type"> => ({ ...plain, values: [], fields: [] });

/** The whole event: the standard envelope around a payload. */
export function inEnvelope(eventType: string, version: string, data: Shape[]): Shape[] {
  const major = version.split(".")[0]!;
  return envelope.map(({ name, type, doc }): Shape => {
    if (name === "data") return { ...base(), name, type: "object", doc, fields: data };
    const extra: Partial<Shape> =
      name === "event_type"
        ? { constant: eventType }
        : name === "event_version"
          ? { pattern: `^${major}\\.[0-9]+$`, example: version }
          : name === "source"
            ? { example: `${eventType.split(".")[0]!}-service` }
            : { iso: true };
    return { ...base(), ...extra, name, type, doc };
  });
}

/** The whole event as CloudEvents 1.0, with the correlation id as an extension: https://github.com/cloudevents/spec */
export function inCloudEvent(eventType: string, version: string, data: Shape[]): Shape[] {
  const major = version.split(".")[0]!;
  const text = (name: string, doc: string, extra: Partial<Shape> = {}): Shape => ({ ...base(), name, type: "string", doc, ...extra });
  return [
    text("specversion", "Version of CloudEvents.", { constant: "1.0" }),
    text("id", "Unique id of this event; consumers deduplicate by it.", { type: "uuid" }),
    text("source", "The service that emitted the event, a URI reference.", { example: `/${eventType.split(".")[0]!}-service` }),
    text("type", "Dotted name in the past tense.", { constant: eventType }),
    text("time", "When it happened, ISO 8601.", { type: "timestamp", iso: true }),
    text("dataschema", "Name and version of the payload's schema.", {
      pattern: `/${major}\\.[0-9]+$`,
      example: `/schemas/${eventType}/${version}`,
    }),
    text("datacontenttype", "Media type of the payload.", { example: "application/json", optional: true }),
    text("correlationid", "Id of the request or flow, propagated to every event it causes.", { type: "uuid" }),
    { ...base(), name: "data", type: "object", doc: "The payload.", fields: data },
  ];
}
