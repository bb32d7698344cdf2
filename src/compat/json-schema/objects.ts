import { child, children, constraints, type SchemaView } from "../../schema/formats/json-schema.ts";
import { isObject, own, strings } from "../../schema/json-value.ts";
import { bare } from "./bare.ts";

/** The description, where both sides have one, tells a rename from two unrelated properties. */
function told(schema: unknown): unknown {
  return isObject(schema) ? own(schema, "description") : undefined;
}

/** What an object schema says about one property name. */
export type Coverage = { how: "open" } | { how: "closed" } | { how: "schema"; view: SchemaView } | { how: "unknown"; pattern: string };

const maxPatterns = 100;

/** What applies to a property that `properties` does not list: patternProperties, else additionalProperties, else unevaluatedProperties. */
export function coverage(view: SchemaView, name: string): Coverage {
  if (view.schema === false) return { how: "closed" };
  const patterns = children(view, "patternProperties");
  if (patterns.size > maxPatterns) return { how: "unknown", pattern: [...patterns.keys()][0]! };
  for (const [pattern, held] of patterns) {
    const matches = simpleMatch(pattern, name);
    if (matches === undefined) return { how: "unknown", pattern };
    if (matches) return fromView(held);
  }
  const keyword = ["additionalProperties", "unevaluatedProperties"].find((key) => own(view.schema || {}, key) !== undefined);
  return keyword === undefined ? { how: "open" } : fromView(child(view, keyword));
}

function fromView(view: SchemaView): Coverage {
  if (view.schema === false) return { how: "closed" };
  return constraints(view.schema).length === 0 ? { how: "open" } : { how: "schema", view };
}

/** Patterns of the repository are never run: `^literal`, `^literal.*`, `^literal$` and match-everything are read, the rest is unknown. */
function simpleMatch(pattern: string, name: string): boolean | undefined {
  if (["", ".*", "^.*$", "^.*", ".*$"].includes(pattern)) return true;
  const literal = /^\^([\w-]*)(\.\*\$?|\$?)$/.exec(pattern);
  if (literal === null) return undefined;
  return literal[2] === "$" ? name === literal[1] : name.startsWith(literal[1]!);
}

const requiredOf = new WeakMap<SchemaView, Set<string>>();

export function required(view: SchemaView): Set<string> {
  const known = requiredOf.get(view) ?? new Set(view.schema === false ? [] : strings(own(view.schema, "required")));
  requiredOf.set(view, known);
  return known;
}

export function properties(view: SchemaView): Map<string, SchemaView> {
  return children(view, "properties");
}

const orders = new WeakMap<SchemaView, { names: string[]; index: Map<string, number> }>();

function order(view: SchemaView): { names: string[]; index: Map<string, number> } {
  const known = orders.get(view);
  if (known !== undefined) return known;
  const names = [...properties(view).keys()];
  const found = { names, index: new Map(names.map((name, index) => [name, index])) };
  orders.set(view, found);
  return found;
}

/** The optional property that took the place of a removed optional one: same position, schema and description. */
export function successor(before: SchemaView, after: SchemaView, name: string): string | undefined {
  const [old, now] = [properties(before), properties(after)];
  const next = order(after).names[order(before).index.get(name) ?? -1];
  if (next === undefined || old.has(next) || required(before).has(name) || required(after).has(next)) return undefined;
  const [left, right] = [old.get(name)!.schema, now.get(next)!.schema];
  return left !== false && constraints(left).length > 0 && bare(left) === bare(right) && told(left) === told(right) ? next : undefined;
}
