import { children, referenceOf, type SchemaView, target } from "../../schema/formats/json-schema.ts";
import { own, strings } from "../../schema/json-value.ts";
import { bare } from "./bare.ts";
import { coverage, properties, required } from "./objects.ts";

export interface Branches {
  matched: { before: SchemaView; after: SchemaView }[];
  removed: SchemaView[];
  added: SchemaView[];
}

/** Which branch of a combination continues which: equal ones first, then by $ref, by a constant that tells them apart, by title, by what they require, by type, by their first property. */
export function matchBranches(before: SchemaView, after: SchemaView, keyword: string): Branches {
  let removed = [...children(before, keyword).values()];
  let added = [...children(after, keyword).values()];
  const matched: Branches["matched"] = [];
  const marks: ((view: SchemaView) => string | undefined)[] = [
    (view) => bare(view.schema),
    referenceOf,
    tag,
    (view) => word(view, "title"),
    (view) => (tag(view) === undefined && required(view).size > 0 ? JSON.stringify([...required(view)].sort()) : undefined),
    (view) => (tag(view) === undefined ? word(view, "type") : undefined),
    (view) => (tag(view) === undefined && properties(view).size > 0 ? JSON.stringify([...properties(view).keys()][0]) : undefined),
  ];
  for (const mark of marks) {
    const waiting = new Map<string, SchemaView[]>();
    for (const now of added) {
      const key = mark(now);
      if (key === undefined) continue;
      if (!waiting.has(key)) waiting.set(key, []);
      waiting.get(key)!.push(now);
    }
    const used = new Set<SchemaView>();
    for (const old of removed) {
      const key = mark(old);
      const now = key === undefined ? undefined : waiting.get(key)?.shift();
      if (now === undefined) continue;
      matched.push({ before: old, after: now });
      used.add(old).add(now);
    }
    [removed, added] = [removed.filter((view) => !used.has(view)), added.filter((view) => !used.has(view))];
  }
  return { matched, removed, added };
}

function word(view: SchemaView, key: string): string | undefined {
  const value = view.schema === false ? undefined : own(view.schema, key);
  return value === undefined ? undefined : JSON.stringify(value);
}

/** The required properties with a constant: what discriminated unions are told apart by. */
function tag(view: SchemaView): string | undefined {
  const tags = constants(view);
  return tags.size === 0 ? undefined : JSON.stringify([...tags].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function constants(view: SchemaView): Map<string, string> {
  const found = new Map<string, string>();
  const needed = required(view);
  for (const [name, held] of properties(view)) {
    if (!needed.has(name) || held.schema === false) continue;
    const list = own(held.schema, "enum");
    if (Object.hasOwn(held.schema, "const")) found.set(name, JSON.stringify(held.schema["const"]));
    else if (Array.isArray(list) && list.length === 1) found.set(name, JSON.stringify(list[0]));
  }
  return found;
}

const maxBranches = 100;

/** Can no value fit two of these branches? Told by their types, by constants of a property that both require, or by what one requires and the other forbids. */
export function disjoint(view: SchemaView, keyword: string): boolean {
  const branches = [...children(view, keyword).values()].map(resolved);
  if (branches.length > maxBranches) return false;
  return branches.every((a, index) => branches.slice(index + 1).every((b) => apart(a, b, types(view))));
}

/** What a branch that only refers stands for. */
export function resolved(view: SchemaView): SchemaView {
  const reference = referenceOf(view);
  return reference === undefined ? view : (target(view, reference) ?? view);
}

function apart(a: SchemaView, b: SchemaView, around: string[]): boolean {
  const [left, right] = [a, b].map((view) => (types(view).length > 0 ? types(view) : around)) as [string[], string[]];
  if (left.length > 0 && right.length > 0 && !left.some((type) => right.some((other) => overlap(type, other)))) return true;
  if ([left, right].some((named) => named.join() !== "object")) return false;
  const others = constants(b);
  return [...constants(a)].some(([name, value]) => others.has(name) && others.get(name) !== value) || forbids(a, b) || forbids(b, a);
}

/** Does one require a property that the other, being closed, does not know? */
function forbids(a: SchemaView, b: SchemaView): boolean {
  return [...required(a)].some((name) => !properties(b).has(name) && coverage(b, name).how === "closed");
}

function overlap(a: string, b: string): boolean {
  return a === b || (a === "integer" && b === "number") || (a === "number" && b === "integer");
}

function types(view: SchemaView): string[] {
  const type = view.schema === false ? undefined : own(view.schema, "type");
  return typeof type === "string" ? [type] : strings(type);
}
