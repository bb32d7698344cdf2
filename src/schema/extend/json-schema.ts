import type { SchemaText } from "../../model/schema-text.ts";
import type { Extended } from "./extended.ts";
import type { Shape } from "../field.ts";
import { child, children, parseJsonSchema, referenceOf, type SchemaView, target } from "../formats/json-schema.ts";
import { insertInto } from "../json-insert.ts";
import { inlineJson } from "../json-text.ts";
import { own } from "../json-value.ts";
import { below, parsePlaced } from "../positions.ts";
import { jsonProperty } from "../print/json-schema.ts";
import { refuseTaken, unreadable } from "./taken.ts";

/** Adds optional properties to the object `data`, or to the root object without one. */
export function extendJsonSchema(previous: SchemaText, shapes: readonly Shape[]): Extended {
  if (/\.ya?ml$/.test(previous.name)) throw unreadable(previous.name, "YAML is read, not edited");
  const { root } = parseJsonSchema({ name: previous.name, text: previous.text });
  const object = payload(root);
  if (object.schema === false || own(object.schema, "properties") === undefined) throw unreadable(previous.name, "it has no properties");
  refuseTaken(shapes, new Set(children(object, "properties").keys()), previous.name);
  let text = previous.text;
  for (const shape of shapes) {
    const entry = `${JSON.stringify(shape.name)}: ${inlineJson(jsonProperty(shape))}`;
    text = insertInto(text, parsePlaced(text, previous.name), below(object.pointer, "properties"), entry);
  }
  const closed = child(object, "additionalProperties").schema === false;
  return { text, notes: closed ? ["The object admits no other properties: update its readers before the new fields are sent."] : [] };
}

function payload(root: SchemaView): SchemaView {
  const data = children(root, "properties").get("data");
  if (data === undefined) return root;
  const reference = referenceOf(data);
  const found = reference === undefined ? data : target(data, reference);
  return found !== undefined && found.schema !== false && own(found.schema, "properties") !== undefined ? found : root;
}
