import type { SchemaView } from "../../schema/formats/json-schema.ts";
import { type JsonObject, own } from "../../schema/json-value.ts";
import { below } from "../../schema/positions.ts";
import type { Rule } from "../rule.ts";
import { isMultiple } from "./decimal.ts";

const house = { format: "json-schema", categories: ["house"] } as const;

export const limitNarrowed: Rule<SchemaView> = {
  ...house,
  id: "JSON_LIMIT_NARROWED",
  purpose: "A limit or pattern is never tightened: stored events may lie beyond it.",
  severity: "error",
  *check(before, after) {
    for (const change of changes(before, after)) {
      const { key, old, now } = change;
      if (!tightened(change)) continue;
      yield {
        at: now === undefined ? after.pointer : below(after.pointer, key),
        was: old === undefined ? before.pointer : below(before.pointer, old.key),
        message: `"${key}" ${old === undefined ? `is new (${shown(now)})` : `changed from ${shown(old)} to ${shown(now)}`}: old events may not fit any more.`,
        fix: old === undefined ? `Remove "${key}", or put it on a new optional property.` : `Restore "${old.key}": ${shown(old)}.`,
      };
    }
  },
};

export const limitWidened: Rule<SchemaView> = {
  ...house,
  id: "JSON_LIMIT_WIDENED",
  purpose: "Readers of the old schema refuse what lies beyond the old limit, so they are updated before it is used.",
  severity: "warning",
  *check(before, after, { forward }) {
    if (!forward) return;
    for (const change of changes(before, after)) {
      const { key, old, now } = change;
      if (tightened(change)) continue;
      yield {
        at: now === undefined ? after.pointer : below(after.pointer, key),
        was: old === undefined ? before.pointer : below(before.pointer, old.key),
        message: `"${key}" was ${shown(old)} and is ${shown(now)}: readers of the old schema refuse values beyond the old limit.`,
        fix: "Update every reader before values beyond the old limit are sent.",
      };
    }
  },
};

const upper = ["maximum", "maxLength", "maxItems", "maxProperties", "maxContains"];
const lower = ["minimum", "minLength", "minItems", "minProperties", "minContains"];
const others = ["multipleOf", "pattern", "uniqueItems"];

interface Limit {
  /** The keyword that states it. */
  key: string;
  value: unknown;
  /** The bound itself is refused. */
  strict: boolean;
}

interface Change {
  family: string;
  key: string;
  old: Limit | undefined;
  now: Limit | undefined;
}

function* changes(before: SchemaView, after: SchemaView): Generator<Change> {
  if (!before.schema || !after.schema) return;
  for (const family of [...upper, ...lower, ...others]) {
    const [old, now] = [limit(before.schema, family), limit(after.schema, family)];
    if (old?.value !== now?.value || old?.strict !== now?.strict) yield { family, key: (now ?? old)!.key, old, now };
  }
}

/** What a schema says of one limit, or undefined when it says nothing. Draft 4 has boolean exclusive limits. */
function limit(schema: JsonObject, family: string): Limit | undefined {
  const value = own(schema, family);
  const idle =
    value === undefined ||
    value === false ||
    (family.startsWith("min") && family !== "minimum" && value === (family === "minContains" ? 1 : 0));
  const plain = idle ? undefined : { key: family, value, strict: false };
  const exclusive = family === "maximum" ? "exclusiveMaximum" : family === "minimum" ? "exclusiveMinimum" : undefined;
  const bound = exclusive === undefined ? undefined : own(schema, exclusive);
  if (bound === true) return plain === undefined ? undefined : { ...plain, strict: true };
  if (exclusive === undefined || typeof bound !== "number") return plain;
  const open = { key: exclusive, value: bound, strict: true };
  if (plain === undefined || typeof plain.value !== "number") return open;
  return (family === "maximum" ? bound <= plain.value : bound >= plain.value) ? open : plain;
}

function tightened({ family, old, now }: Change): boolean {
  if (now === undefined) return false;
  if (family === "minContains" && old === undefined) return now.value !== 0;
  if (old === undefined || typeof old.value !== "number" || typeof now.value !== "number") return true;
  if (family === "multipleOf") return !isMultiple(old.value, now.value);
  if (old.value === now.value) return now.strict;
  return upper.includes(family) ? now.value < old.value : now.value > old.value;
}

function shown(limit: Limit | undefined): string {
  return limit === undefined ? "absent" : JSON.stringify(limit.value);
}
