import {
  child,
  children,
  constraints,
  type JsonSchemaDocument,
  referenceOf,
  type SchemaView,
  target,
} from "../../schema/formats/json-schema.ts";
import { own } from "../../schema/json-value.ts";
import { ToolError } from "../../tool.ts";
import { bare } from "./bare.ts";
import { matchBranches } from "./branches.ts";
import { coverage, properties } from "./objects.ts";

export interface SchemaPair {
  before: SchemaView;
  after: SchemaView;
}

const maxPairs = 100_000;

/** Every pair of sub-schemas that stand for the same value. Follows $ref; ends on cycles. Unknown targets go to `missing`. */
export function* pairsOf(before: JsonSchemaDocument, after: JsonSchemaDocument, missing: Set<string>): Generator<SchemaPair> {
  const seen = new Set<string>();
  const waiting: SchemaPair[] = [{ before: before.root, after: after.root }, ...definitions(before.root, after.root)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const key = JSON.stringify([
      next.before.pointer,
      next.after.pointer,
      next.before.schema === false,
      next.after.schema === false,
      empty(next.before),
      empty(next.after),
    ]);
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > maxPairs)
      throw new ToolError(
        "UNSUPPORTED",
        "The schemas refer to one another too many times.",
        `More than ${maxPairs} pairs of sub-schemas would be compared.`,
      );
    const pair = { before: follow(next.before, missing), after: follow(next.after, missing) };
    if (pair.before === undefined || pair.after === undefined) continue;
    const settled = pair as SchemaPair;
    yield settled;
    waiting.push(...inner(settled).reverse());
    const [left, right] = [referenceOf(settled.before), referenceOf(settled.after)];
    if (left !== undefined && right !== undefined) {
      const targets = { before: target(settled.before, left), after: target(settled.after, right) };
      if (targets.before === undefined) missing.add(`the reference ${left}`);
      if (targets.after === undefined) missing.add(`the reference ${right}`);
      if (targets.before !== undefined && targets.after !== undefined) waiting.push(targets as SchemaPair);
    }
  }
}

/** A schema that only refers is what it refers to; one that also says something itself stays. */
function follow(view: SchemaView, missing: Set<string>): SchemaView | undefined {
  let found = view;
  for (let hops = 0; hops < 100; hops++) {
    const reference = referenceOf(found);
    if (reference === undefined || found.schema === false) return found;
    if (found.document.refSiblings && constraints(found.schema).length > 1) return found;
    const next = target(found, reference);
    if (next === undefined) {
      missing.add(`the reference ${reference}`);
      return undefined;
    }
    found = next;
  }
  return { ...found, schema: {} };
}

function inner({ before, after }: SchemaPair): SchemaPair[] {
  if (!before.schema || !after.schema) return [];
  return [
    ...objectPairs(before, after),
    ...listPairs(before, after),
    ...["additionalProperties", "propertyNames", "unevaluatedProperties", "unevaluatedItems"].map((key) => whole(before, after, key)),
    ...["patternProperties", "dependentSchemas", "dependencies"].flatMap((key) => keyed(before, after, key)),
    ...["allOf", "anyOf", "oneOf"].flatMap((key) =>
      children(before, key).size > 0 && children(after, key).size > 0 ? matchBranches(before, after, key).matched : [],
    ),
    ...(own(before.schema, "contains") !== undefined && own(after.schema, "contains") !== undefined
      ? [whole(before, after, "contains")]
      : []),
    ...(own(before.schema, "if") !== undefined && bare(own(before.schema, "if")) === bare(own(after.schema, "if"))
      ? [whole(before, after, "then"), whole(before, after, "else")]
      : []),
  ];
}

function whole(before: SchemaView, after: SchemaView, key: string): SchemaPair {
  return { before: child(before, key), after: child(after, key) };
}

function keyed(before: SchemaView, after: SchemaView, key: string): SchemaPair[] {
  const names = new Set([...children(before, key).keys(), ...children(after, key).keys()]);
  return [...names].map((name) => ({ before: child(before, key, name), after: child(after, key, name) }));
}

/** Properties by name; where one side does not list a name, what covers it there. */
function objectPairs(before: SchemaView, after: SchemaView): SchemaPair[] {
  const [old, now] = [properties(before), properties(after)];
  const pairs: SchemaPair[] = [];
  for (const [name, view] of now) {
    const known = old.get(name);
    const cover = known === undefined ? coverage(before, name) : undefined;
    if (known !== undefined) pairs.push({ before: known, after: view });
    else if (cover?.how === "schema") pairs.push({ before: cover.view, after: view });
  }
  for (const [name, view] of old) {
    const cover = now.has(name) ? undefined : coverage(after, name);
    if (cover?.how === "schema") pairs.push({ before: view, after: cover.view });
  }
  return pairs;
}

/** Items by index, and what comes after the listed ones. */
function listPairs(before: SchemaView, after: SchemaView): SchemaPair[] {
  const [old, now] = [list(before), list(after)];
  const length = Math.max(old.tuple.length, now.tuple.length);
  const pairs = Array.from({ length }, (_, index) => ({ before: old.tuple[index] ?? old.rest, after: now.tuple[index] ?? now.rest }));
  return [...pairs, { before: old.rest, after: now.rest }];
}

function list(view: SchemaView): { tuple: SchemaView[]; rest: SchemaView } {
  if (view.document.tuples === "prefixItems") return { tuple: [...children(view, "prefixItems").values()], rest: child(view, "items") };
  const items = view.schema === false ? undefined : own(view.schema, "items");
  if (Array.isArray(items)) return { tuple: [...children(view, "items").values()], rest: child(view, "additionalItems") };
  return { tuple: [], rest: child(view, "items") };
}

function empty(view: SchemaView): boolean {
  return view.schema !== false && constraints(view.schema).length === 0;
}

/** A root that says nothing itself is a library: its definitions are compared by name. */
function definitions(before: SchemaView, after: SchemaView): SchemaPair[] {
  if (!empty(before) || !empty(after)) return [];
  return ["$defs", "definitions"].flatMap((key) => {
    const now = children(after, key);
    return [...children(before, key)].flatMap(([name, view]) => (now.has(name) ? [{ before: view, after: now.get(name)! }] : []));
  });
}
