import type { SchemaView } from "../../schema/formats/json-schema.ts";
import { below } from "../../schema/positions.ts";
import type { Breach, Rule } from "../rule.ts";
import { coverage, properties, required, successor } from "./objects.ts";

const house = { format: "json-schema", categories: ["house"] } as const;

export const requiredPropertyAdded: Rule<SchemaView> = {
  ...house,
  id: "JSON_REQUIRED_PROPERTY_ADDED",
  purpose: "A new property is optional, or old events, which lack it, are refused; a default fills nothing in JSON Schema.",
  severity: "error",
  *check(before, after) {
    for (const name of newlyRequired(before, after)) {
      if (properties(before).has(name) || !properties(after).has(name)) continue;
      yield {
        at: below(after.pointer, "properties", name),
        message: `Property "${name}" is new and required: old events, which lack it, are refused.`,
        fix: `Remove "${name}" from "required".`,
      };
    }
  },
};

export const propertyMadeRequired: Rule<SchemaView> = {
  ...house,
  id: "JSON_PROPERTY_MADE_REQUIRED",
  purpose: "An optional property stays optional: old events may lack it.",
  severity: "error",
  *check(before, after) {
    for (const name of newlyRequired(before, after)) {
      if (!properties(before).has(name) && properties(after).has(name)) continue;
      yield {
        at: below(after.pointer, "required"),
        message: `Property "${name}" became required: old events without it are refused.`,
        fix: `Remove "${name}" from "required".`,
      };
    }
  },
};

export const propertyMadeOptional: Rule<SchemaView> = {
  ...house,
  id: "JSON_PROPERTY_MADE_OPTIONAL",
  purpose:
    "Readers of the old schema refuse events without a property that it requires; where only new readers read old data it is advice.",
  severity: "error",
  *check(before, after, { forward }) {
    if (after.schema === false) return;
    const still = required(after);
    for (const name of required(before)) {
      if (still.has(name) || (properties(before).has(name) && !properties(after).has(name))) continue;
      yield {
        at: properties(after).has(name) ? below(after.pointer, "properties", name) : after.pointer,
        was: below(before.pointer, "required"),
        message: `Property "${name}" is no longer required: readers of the old schema refuse events without it.`,
        fix: `Keep "${name}" in "required", and keep sending it.`,
        severity: forward ? "error" : "warning",
      };
    }
  },
};

export const requiredPropertyRemoved: Rule<SchemaView> = {
  ...house,
  id: "JSON_REQUIRED_PROPERTY_REMOVED",
  purpose: "A required property stays: readers of the old schema refuse events without it.",
  severity: "error",
  *check(before, after) {
    for (const [name, old] of removed(before, after)) {
      if (!required(before).has(name)) continue;
      yield {
        at: after.pointer,
        was: old.pointer,
        message: `Property "${name}" was removed although it was required: readers of the old schema fail on new events.`,
        fix: `Put "${name}" back, in "properties" and in "required".`,
      };
    }
  },
};

export const optionalPropertyRemoved: Rule<SchemaView> = {
  ...house,
  id: "JSON_OPTIONAL_PROPERTY_REMOVED",
  purpose: "An optional property is marked as deprecated before it is removed, so that its readers have time to leave.",
  severity: "warning",
  *check(before, after) {
    for (const [name, old] of removed(before, after)) {
      if (required(before).has(name) || successor(before, after, name) !== undefined) continue;
      yield {
        at: after.pointer,
        was: old.pointer,
        message: `Property "${name}" was removed: whoever still reads it sees it vanish.`,
        fix: `Keep "${name}" for one more version with "deprecated": true, then remove it.`,
      };
    }
  },
};

export const propertyRenamed: Rule<SchemaView> = {
  ...house,
  id: "JSON_PROPERTY_RENAMED",
  purpose: "A property keeps its name, for JSON Schema has no aliases: a rename loses the data on both sides.",
  severity: "error",
  *check(before, after) {
    for (const [name, old] of removed(before, after)) {
      const next = successor(before, after, name);
      if (next === undefined) continue;
      yield {
        at: below(after.pointer, "properties", next),
        was: old.pointer,
        message: `Property "${name}" became "${next}": neither side finds the other's data any more.`,
        fix: `Keep "${name}" and add "${next}" as an optional property beside it.`,
      };
    }
  },
};

export const propertyRemovedFromClosed: Rule<SchemaView> = {
  ...house,
  id: "JSON_PROPERTY_REMOVED_FROM_CLOSED_OBJECT",
  purpose: "A closed object keeps its properties: it refuses old events that hold a removed one.",
  severity: "error",
  *check(before, after, { backward }) {
    if (!backward) return;
    for (const [name, old] of removed(before, after)) {
      if (old.schema === false || coverage(after, name).how !== "closed") continue;
      yield {
        at: after.pointer,
        was: old.pointer,
        message: `Property "${name}" was removed and the object admits no other properties: old events that hold it are refused.`,
        fix: `Put "${name}" back, or allow additional properties.`,
      };
    }
  },
};

export const propertyAddedToClosed: Rule<SchemaView> = {
  ...house,
  id: "JSON_PROPERTY_ADDED_TO_CLOSED_OBJECT",
  purpose: "Readers of a closed object refuse events with a property that they do not know.",
  severity: "error",
  *check(before, after, { forward }) {
    if (!forward) return;
    for (const [name, view] of added(before, after)) {
      if (view.schema === false || coverage(before, name).how !== "closed") continue;
      yield {
        at: view.pointer,
        was: before.pointer,
        message: `Property "${name}" is new and the old object admits no other properties: its readers refuse events that hold it.`,
        fix: "Release a version that allows additional properties to all readers first.",
      };
    }
  },
};

export const optionalPropertyAdded: Rule<SchemaView> = {
  ...house,
  id: "JSON_OPTIONAL_PROPERTY_ADDED",
  purpose: "Adding an optional property to an open object is the way to evolve; strict Confluent policy refuses it all the same.",
  severity: "info",
  *check(before, after) {
    for (const [name, view] of added(before, after)) {
      if (required(after).has(name) || coverage(before, name).how !== "open") continue;
      yield {
        at: view.pointer,
        message: `Property "${name}" was added to an open object. That is fine here; a Confluent registry with the strict policy refuses it.`,
        fix: "Nothing to do; with a Confluent registry set compatibilityPolicy to LENIENT.",
      };
    }
  },
};

export const unreadPattern: Rule<SchemaView> = {
  ...house,
  id: "JSON_PATTERN_UNDECIDED",
  purpose: "Whether a pattern covers an added or removed property is not decided by running it; a reader has to look.",
  severity: "uncertain",
  *check(before, after) {
    for (const [name, view] of added(before, after)) yield* undecided(coverage(before, name), name, view.pointer);
    for (const [name] of removed(before, after)) yield* undecided(coverage(after, name), name, after.pointer);
  },
};

function* undecided(found: ReturnType<typeof coverage>, name: string, at: string): Generator<Breach> {
  if (found.how !== "unknown") return;
  yield {
    at,
    message: `Whether the pattern ${JSON.stringify(found.pattern)} covers property "${name}" was not decided.`,
    fix: "Compare the property with the pattern's schema by hand.",
  };
}

function newlyRequired(before: SchemaView, after: SchemaView): string[] {
  const old = required(before);
  return before.schema === false ? [] : [...required(after)].filter((name) => !old.has(name));
}

function added(before: SchemaView, after: SchemaView): [string, SchemaView][] {
  const old = properties(before);
  return before.schema === false ? [] : [...properties(after)].filter(([name]) => !old.has(name));
}

function removed(before: SchemaView, after: SchemaView): [string, SchemaView][] {
  const now = properties(after);
  return after.schema === false ? [] : [...properties(before)].filter(([name]) => !now.has(name));
}
