import type { AvroField, AvroRecord } from "../../schema/formats/avro.ts";
import { same } from "../../schema/json-value.ts";
import { below } from "../../schema/positions.ts";
import type { Rule } from "../rule.ts";
import { defaultProblem } from "./defaults.ts";
import { counterpart } from "./pairs.ts";
import { alike } from "./alike.ts";

const house = { format: "avro", categories: ["house"] } as const;

export const fieldAddedWithoutDefault: Rule<AvroRecord> = {
  ...house,
  id: "AVRO_FIELD_ADDED_WITHOUT_DEFAULT",
  purpose: "A new field has a default, or data written before it existed cannot be read.",
  severity: "error",
  *check(before, after) {
    for (const field of added(before, after)) {
      if (field.hasDefault) continue;
      yield {
        at: field.pointer,
        message: `Field "${field.name}" of ${after.name} is new and has no default: events written before it cannot be read.`,
        fix: `Give "${field.name}" a default, for example "type": ["null", …], "default": null.`,
      };
    }
  },
};

export const fieldRemoved: Rule<AvroRecord> = {
  ...house,
  id: "AVRO_FIELD_REMOVED",
  purpose: "A field without a default stays: readers of the old schema fail without it.",
  severity: "error",
  *check(before, after) {
    for (const field of removed(before, after)) {
      if (field.hasDefault) continue;
      yield {
        at: after.pointer,
        was: field.pointer,
        message: `Field "${field.name}" of ${after.name} was removed and has no default in the old schema: its readers fail on new events.`,
        fix: `Put "${field.name}" back; to retire it, give it a default first and remove it in a later version.`,
      };
    }
  },
};

export const optionalFieldRemoved: Rule<AvroRecord> = {
  ...house,
  id: "AVRO_OPTIONAL_FIELD_REMOVED",
  purpose: "A field with a default is marked as deprecated before it is removed, so that its readers have time to leave.",
  severity: "warning",
  *check(before, after) {
    for (const field of removed(before, after)) {
      if (!field.hasDefault || successor(before, after, field) !== undefined) continue;
      yield {
        at: after.pointer,
        was: field.pointer,
        message: `Field "${field.name}" of ${after.name} was removed: its readers see the default from now on.`,
        fix: `Keep "${field.name}" for one more version with "doc": "Deprecated: …", then remove it.`,
      };
    }
  },
};

export const fieldRenamed: Rule<AvroRecord> = {
  ...house,
  id: "AVRO_FIELD_RENAMED",
  purpose: "A renamed field lists its old name in aliases, or its data is lost on the way.",
  severity: "error",
  *check(before, after) {
    for (const field of removed(before, after)) {
      const next = field.hasDefault ? successor(before, after, field) : undefined;
      if (next === undefined) continue;
      yield {
        at: next.pointer,
        was: field.pointer,
        message: `Field "${field.name}" of ${after.name} became "${next.name}" without an alias: both sides silently read the default instead of the data.`,
        fix: `Keep "${field.name}" and add "${next.name}" beside it, or add "aliases": ["${field.name}"] to "${next.name}".`,
      };
    }
  },
};

export const defaultChanged: Rule<AvroRecord> = {
  ...house,
  id: "AVRO_DEFAULT_CHANGED",
  purpose: "A default stays as it is: changing it changes what old events without the field mean.",
  severity: "warning",
  *check(before, after) {
    for (const field of after.fields) {
      const old = counterpart(before, field);
      if (old === undefined || !old.hasDefault || (field.hasDefault && same(old.default, field.default))) continue;
      yield {
        at: field.hasDefault ? below(field.pointer, "default") : field.pointer,
        was: below(old.pointer, "default"),
        message: field.hasDefault
          ? `The default of "${field.name}" changed from ${JSON.stringify(old.default)} to ${JSON.stringify(field.default)}: events without the field now mean something else.`
          : `"${field.name}" lost its default: it can no longer be left out or removed later.`,
        fix: `Restore "default": ${JSON.stringify(old.default)}.`,
      };
    }
  },
};

export const defaultInvalid: Rule<AvroRecord> = {
  ...house,
  id: "AVRO_DEFAULT_INVALID",
  purpose: "A default fits its field's type, or reading fails exactly where the default is needed.",
  severity: "error",
  *check(before, after) {
    for (const field of after.fields) {
      const problem = field.hasDefault ? defaultProblem(field.type, field.default) : undefined;
      if (problem === undefined) continue;
      const old = counterpart(before, field);
      yield {
        at: below(field.pointer, "default"),
        message: `The default of "${field.name}" does not fit its type: ${problem}.`,
        fix: `Write a default of the field's type, or make the type ["null", …] with default null.`,
        severity: old?.hasDefault && same(old.default, field.default) ? "warning" : "error",
      };
    }
  },
};

function added(before: AvroRecord, after: AvroRecord): AvroField[] {
  return after.fields.filter((field) => counterpart(before, field) === undefined);
}

function removed(before: AvroRecord, after: AvroRecord): AvroField[] {
  const kept = new Set(after.fields.map((field) => counterpart(before, field)));
  return before.fields.filter((old) => !kept.has(old));
}

const indices = new WeakMap<AvroRecord, Map<AvroField, number>>();

function indexIn(record: AvroRecord, field: AvroField): number {
  const known = indices.get(record) ?? new Map(record.fields.map((held, index) => [held, index]));
  indices.set(record, known);
  return known.get(field) ?? -1;
}

/** The new field that took the place of a removed one: same index, same type and default, and not there before. */
function successor(before: AvroRecord, after: AvroRecord, field: AvroField): AvroField | undefined {
  const next = after.fields[indexIn(before, field)];
  if (next === undefined || counterpart(before, next) !== undefined || !next.hasDefault) return undefined;
  return same(next.default, field.default) && alike(field.type, next.type) ? next : undefined;
}
