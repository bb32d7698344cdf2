import { constraints, type SchemaView } from "../../schema/formats/json-schema.ts";
import { own, strings } from "../../schema/json-value.ts";
import { below } from "../../schema/positions.ts";
import type { Breach, Rule } from "../rule.ts";

const house = { format: "json-schema", categories: ["house"] } as const;

export const closed: Rule<SchemaView> = {
  ...house,
  id: "JSON_CLOSED",
  purpose: "What admitted values stays open: closing an object, a list or a property refuses old events that used it.",
  severity: "error",
  *check(before, after) {
    if (before.schema === false || after.schema !== false) return;
    yield {
      at: after.pointer,
      was: before.pointer,
      message: `Nothing is allowed here any more (false)${constraints(before.schema).length === 0 ? ", where anything was" : ""}: old events that hold something here are refused.`,
      fix: "Remove the false again.",
    };
  },
};

export const opened: Rule<SchemaView> = {
  ...house,
  id: "JSON_OPENED",
  purpose: "Readers of the old schema refuse what it closes; where only new readers read old data it is advice.",
  severity: "error",
  *check(before, after, { forward }) {
    if (before.schema !== false || after.schema === false) return;
    yield {
      at: after.pointer,
      was: before.pointer,
      message: "Something is allowed here where nothing was: readers of the old schema refuse events that hold it.",
      fix: "Update every reader before something is sent here.",
      severity: forward ? "error" : "info",
    };
  },
};

export const constraintAdded: Rule<SchemaView> = {
  ...house,
  id: "JSON_CONSTRAINT_ADDED",
  purpose: "No new condition on values that exist: old events were not made for it.",
  severity: "error",
  *check(before, after) {
    for (const key of addedConditions(before, after)) {
      yield {
        at: below(after.pointer, ...key),
        message: `${key.map((step) => `"${step}"`).join(" / ")} is a new condition: old events may not meet it.`,
        fix: "Remove it, or put it on a new optional property.",
      };
    }
  },
};

export const constraintRemoved: Rule<SchemaView> = {
  ...house,
  id: "JSON_CONSTRAINT_REMOVED",
  purpose: "Readers of the old schema still check a dropped condition, so they are updated before it is used.",
  severity: "warning",
  *check(before, after, { forward }): Generator<Breach> {
    if (!forward) return;
    for (const key of addedConditions(after, before)) {
      yield {
        at: after.pointer,
        was: below(before.pointer, ...key),
        message: `The condition ${key.map((step) => `"${step}"`).join(" / ")} is gone: readers of the old schema still check it.`,
        fix: "Update every reader before events stop meeting it.",
      };
    }
  },
};

/** Conditions that only `after` has: contains, and names that one property makes required. */
function addedConditions(before: SchemaView, after: SchemaView): string[][] {
  if (!before.schema || !after.schema) return [];
  const found: string[][] = [];
  if (own(after.schema, "contains") !== undefined && own(before.schema, "contains") === undefined) found.push(["contains"]);
  const old = dependencies(before);
  for (const [name, { key, needs }] of dependencies(after)) {
    const known = old.get(name)?.needs ?? [];
    if (needs.some((need) => !known.includes(need))) found.push([key, name]);
  }
  return found;
}

function dependencies({ schema }: SchemaView): Map<string, { key: string; needs: string[] }> {
  const found = new Map<string, { key: string; needs: string[] }>();
  for (const key of ["dependencies", "dependentRequired"]) {
    const held = schema === false ? undefined : own(schema, key);
    for (const [name, needs] of Object.entries(held ?? {})) if (Array.isArray(needs)) found.set(name, { key, needs: strings(needs) });
  }
  return found;
}
