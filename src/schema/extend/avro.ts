import type { SchemaText } from "../../model/schema-text.ts";
import { nextMinor, type Extended } from "./extended.ts";
import type { Shape } from "../field.ts";
import { type AvroRecord, type AvroType, parseAvro } from "../formats/avro.ts";
import { insertInto } from "../json-insert.ts";
import { inlineJson } from "../json-text.ts";
import { own } from "../json-value.ts";
import { below, parsePlaced } from "../positions.ts";
import { avroField } from "../print/avro.ts";
import { refuseTaken, unreadable } from "./taken.ts";

/** Adds optional fields to the record `data`, or to the root record without one. */
export function extendAvro(previous: SchemaText, shapes: readonly Shape[]): Extended {
  const { root, attributes } = parseAvro({ name: previous.name, text: previous.text });
  if (root.kind !== "record") throw unreadable(previous.name, `its root is a ${root.kind}, not a record`);
  const record = payload(root);
  refuseTaken(shapes, new Set(record.fields.flatMap(({ name, aliases }) => [name, ...aliases])), `Record ${record.name}`);
  let text = previous.text;
  for (const shape of shapes) {
    text = insertInto(text, parsePlaced(text, previous.name), below(record.pointer, "fields"), inlineJson(avroField(record.name, shape)));
  }
  const version = own(attributes, "event_version");
  const next = typeof version === "string" ? nextMinor(version) : undefined;
  if (next === undefined) return { text, notes: [] };
  const { offset, end } = parsePlaced(text, previous.name).node("/event_version");
  const member = text.slice(offset, end);
  return {
    text: text.slice(0, offset) + member.replace(`"${version as string}"`, `"${next}"`) + text.slice(end),
    eventVersion: next,
    notes: [],
  };
}

function payload(root: AvroRecord): AvroRecord {
  const type = root.fields.find(({ name }) => name === "data")?.type;
  return (
    asRecord(type) ?? (type?.kind === "union" ? type.branches.map(asRecord).find((branch) => branch !== undefined) : undefined) ?? root
  );
}

function asRecord(type: AvroType | undefined): AvroRecord | undefined {
  return type?.kind === "record" ? type : undefined;
}
