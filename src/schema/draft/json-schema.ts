import { child, children, parseJsonSchema, referenceOf, type SchemaView, target } from "../formats/json-schema.ts";
import { type JsonObject, own, strings } from "../json-value.ts";
import type { SchemaText } from "../schema-text.ts";
import type { Draft, DraftField } from "./draft.ts";

export function jsonDraft(schema: SchemaText): Draft {
  return draftOf(parseJsonSchema(schema).root);
}

function draftOf(given: SchemaView): Draft {
  const views = parts(given, new Set());
  const told = (keyword: string): unknown =>
    views.map((view) => own(view.schema as JsonObject, keyword)).find((value) => value !== undefined);
  if (views.length === 0 || views.some(({ schema }) => schema === false))
    return { kind: "impossible", why: `${given.pointer || "the schema"} allows nothing, or names what nobody supplied` };
  const constant = told("const");
  if (constant !== undefined) return { kind: "one-of", values: [constant] };
  const values = told("enum");
  if (Array.isArray(values) && values.length > 0) return { kind: "one-of", values };
  const types = [told("type")].flat().filter((type) => type !== "null");
  const type = types[0] ?? implied(told);
  switch (type) {
    case "object":
      return objectOf(views, told);
    case "array": {
      const items = views.find((view) => own(view.schema as JsonObject, "items") !== undefined);
      const prefix = views.find((view) => Array.isArray(own(view.schema as JsonObject, "prefixItems")));
      const least = Number(told("minItems") ?? 1) || 1;
      return {
        kind: "list",
        least: Math.min(20, least),
        item: () => (prefix ? draftOf(child(prefix, "prefixItems", 0)) : items ? draftOf(child(items, "items")) : { kind: "text" }),
      };
    }
    case "integer":
    case "number": {
      const limit = (inclusive: string, exclusive: string, step: number) => {
        const open = told(exclusive);
        return typeof open === "number" ? open + step : (told(inclusive) as number | undefined);
      };
      const step = type === "integer" ? 1 : 0.01;
      return {
        kind: "number",
        integer: type === "integer",
        ...present({
          least: limit("minimum", "exclusiveMinimum", step),
          most: limit("maximum", "exclusiveMaximum", -step),
          multipleOf: told("multipleOf") as number | undefined,
        }),
      };
    }
    case "boolean":
      return { kind: "boolean" };
    case undefined:
    case "string":
      return {
        kind: "text",
        ...present({
          format: told("format") as string,
          least: told("minLength") as number,
          most: told("maxLength") as number,
          pattern: told("pattern") as string,
          examples: [told("examples") ?? [], told("example") ?? [], told("default") ?? []].flat(),
        }),
      };
    default:
      return { kind: "null" };
  }
}

function objectOf(views: readonly SchemaView[], told: (keyword: string) => unknown): Draft {
  const required = new Set(views.flatMap((view) => strings(own(view.schema as JsonObject, "required"))));
  const fields = new Map<string, DraftField>();
  for (const view of views)
    for (const [name, inner] of children(view, "properties"))
      fields.set(name, { name, optional: !required.has(name), draft: () => draftOf(inner) });
  for (const name of required) if (!fields.has(name)) fields.set(name, { name, optional: false, draft: () => ({ kind: "text" }) });
  const more = views.find((view) => typeof own(view.schema as JsonObject, "additionalProperties") === "object");
  if (fields.size === 0 && more !== undefined && told("additionalProperties") !== false)
    return { kind: "map", value: () => draftOf(child(more, "additionalProperties")) };
  return { kind: "object", fields: [...fields.values()] };
}

/** The schema with what it refers to and all that must hold too; of alternatives the first. Each once: a schema may lead to itself. */
function parts(view: SchemaView, seen: Set<unknown>): SchemaView[] {
  if (view.schema === false) return [view];
  if (seen.has(view.schema)) return [];
  seen.add(view.schema);
  const reference = referenceOf(view);
  const led = reference === undefined ? undefined : target(view, reference);
  if (reference !== undefined && led === undefined) return [];
  const all = [...children(view, "allOf").values()].flatMap((inner) => parts(inner, seen));
  const choices = ["oneOf", "anyOf"].flatMap((keyword) => {
    const options = [...children(view, keyword).values()];
    const chosen = options.find(({ schema }) => schema !== false && own(schema, "type") !== "null") ?? options[0];
    return chosen === undefined ? [] : parts(chosen, seen);
  });
  return [view, ...(led ? parts(led, seen) : []), ...all, ...choices];
}

function implied(told: (keyword: string) => unknown): string | undefined {
  if (told("properties") !== undefined || told("required") !== undefined) return "object";
  if (told("items") !== undefined || told("prefixItems") !== undefined) return "array";
  return told("minimum") !== undefined || told("maximum") !== undefined ? "number" : undefined;
}

function present<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
