import { children, type SchemaView } from "../../schema/formats/json-schema.ts";
import { fingerprint, own, same, strings } from "../../schema/json-value.ts";
import { below } from "../../schema/positions.ts";
import type { Rule } from "../rule.ts";
import { resolved } from "./branches.ts";
import { moved } from "./combinations.ts";

const house = { format: "json-schema", categories: ["house"] } as const;

export const typeChanged: Rule<SchemaView> = {
  ...house,
  id: "JSON_TYPE_CHANGED",
  purpose: "A value keeps its type, even where the new one would admit the old: code and columns were built for it.",
  severity: "error",
  *check(before, after) {
    if (!before.schema || !after.schema) return;
    const [old, now] = [typesOf(before, after), typesOf(after, before)];
    if (same(old, now) || (moved(before, after) && (old === undefined || now === undefined))) return;
    if (old === undefined && allowedValues(before)?.every((value) => now?.some((type) => isOfType(value, type)))) return;
    if (now === undefined && allowedValues(after)?.every((value) => old?.some((type) => isOfType(value, type)))) return;
    yield {
      at: now === undefined ? after.pointer : below(after.pointer, "type"),
      was: old === undefined ? before.pointer : below(before.pointer, "type"),
      message: `The type changed from ${shown(old)} to ${shown(now)}: whoever was built for the old type breaks.`,
      fix: "Put the old type back and add a new optional property beside it.",
    };
  },
};

export const formatChanged: Rule<SchemaView> = {
  ...house,
  id: "JSON_FORMAT_CHANGED",
  purpose: "Format and content keywords stay: validators may ignore them, but code that parses the text does not.",
  severity: "warning",
  *check(before, after) {
    if (!before.schema || !after.schema) return;
    for (const key of ["format", "contentEncoding", "contentMediaType"]) {
      const [old, now] = [own(before.schema, key), own(after.schema, key)];
      if (old === now) continue;
      yield {
        at: now === undefined ? after.pointer : below(after.pointer, key),
        ...(old !== undefined && { was: below(before.pointer, key) }),
        message: `"${key}" changed from ${JSON.stringify(old) ?? "nothing"} to ${JSON.stringify(now) ?? "nothing"}: readers that parse the text may fail.`,
        fix:
          old === undefined
            ? `Remove "${key}" again, or add a new optional property with it.`
            : `Restore "${key}": ${JSON.stringify(old)}.`,
      };
    }
  },
};

export const defaultChanged: Rule<SchemaView> = {
  ...house,
  id: "JSON_DEFAULT_CHANGED",
  purpose: "A default stays as it is: readers that apply it see old events change.",
  severity: "warning",
  *check(before, after) {
    if (!before.schema || !after.schema || !Object.hasOwn(before.schema, "default")) return;
    const [old, now] = [own(before.schema, "default"), own(after.schema, "default")];
    if (same(old, now)) return;
    yield {
      at: now === undefined ? after.pointer : below(after.pointer, "default"),
      was: below(before.pointer, "default"),
      message: `The default changed from ${JSON.stringify(old)} to ${JSON.stringify(now) ?? "nothing"}: events without the value now mean something else.`,
      fix: `Restore "default": ${JSON.stringify(old)}.`,
    };
  },
};

export const valueRemoved: Rule<SchemaView> = {
  ...house,
  id: "JSON_ENUM_VALUE_REMOVED",
  purpose: "An enum or const keeps its values: stored events hold them.",
  severity: "error",
  *check(before, after) {
    const [old, now] = [allowedValues(before), allowedValues(after)];
    if (now === undefined || !before.schema) return;
    const at = below(after.pointer, keyOf(after));
    if (old === undefined) {
      yield {
        at,
        was: before.pointer,
        message: "Any value was allowed, now only listed ones are: old events with other values are refused.",
        fix: `Remove "${keyOf(after)}", or add a new optional property with it.`,
      };
      return;
    }
    const kept = new Set(now.map(fingerprint));
    for (const [index, value] of old.entries()) {
      if (kept.has(fingerprint(value))) continue;
      yield {
        at,
        was: "const" in before.schema ? below(before.pointer, "const") : below(before.pointer, "enum", index),
        message: `The value ${JSON.stringify(value)} is no longer allowed: old events that hold it are refused.`,
        fix: `Put ${JSON.stringify(value)} back and stop producing it.`,
      };
    }
  },
};

export const valueAdded: Rule<SchemaView> = {
  ...house,
  id: "JSON_ENUM_VALUE_ADDED",
  purpose:
    "Readers of the old schema refuse a value that its enum or const does not list; where only new readers read old data it is advice.",
  severity: "error",
  *check(before, after, { forward }) {
    const [old, now] = [allowedValues(before), allowedValues(after)];
    if (old === undefined || !after.schema) return;
    const severity = forward ? "error" : "info";
    if (now === undefined) {
      yield {
        at: after.pointer,
        was: below(before.pointer, keyOf(before)),
        message: "The list of allowed values is gone: readers of the old schema refuse any other value.",
        fix: "Put the list back, or update every reader first.",
        severity,
      };
      return;
    }
    const known = new Set(old.map(fingerprint));
    for (const [index, value] of now.entries()) {
      if (known.has(fingerprint(value))) continue;
      yield {
        at: "const" in after.schema ? below(after.pointer, "const") : below(after.pointer, "enum", index),
        message: `The value ${JSON.stringify(value)} is new: readers of the old schema refuse events that hold it.`,
        fix: "Update every reader before the first event with the new value is sent.",
        severity,
      };
    }
  },
};

/** The types that a schema names, itself or, where the other side has no such combination, through its anyOf or oneOf. */
function typesOf(view: SchemaView, other?: SchemaView): string[] | undefined {
  if (view.schema === false) return undefined;
  const type = own(view.schema, "type");
  if (type !== undefined) return typeof type === "string" ? [type] : strings(type).sort();
  const keyword = ["anyOf", "oneOf"].find((key) => children(view, key).size > 0 && other !== undefined && children(other, key).size === 0);
  if (keyword === undefined) return undefined;
  const named = [...children(view, keyword).values()].map((branch) => typesOf(resolved(branch)));
  return named.includes(undefined) ? undefined : [...new Set(named.flatMap((types) => types ?? []))].sort();
}

function shown(types: string[] | undefined): string {
  return types === undefined ? "any" : types.join(" or ");
}

function allowedValues({ schema }: SchemaView): readonly unknown[] | undefined {
  if (schema === false) return undefined;
  if (Object.hasOwn(schema, "const")) return [schema["const"]];
  const list = own(schema, "enum");
  return Array.isArray(list) ? list : undefined;
}

function keyOf({ schema }: SchemaView): string {
  return schema !== false && Object.hasOwn(schema, "const") ? "const" : "enum";
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return value !== null && typeof value === "object" && !Array.isArray(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}
