import { children, constraints, type SchemaView } from "../../schema/formats/json-schema.ts";
import type { Rule } from "../rule.ts";

export const definitionRemoved: Rule<SchemaView> = {
  id: "JSON_DEFINITION_REMOVED",
  format: "json-schema",
  categories: ["house"],
  purpose: "A document that only holds definitions keeps them: other schemas refer to them by name.",
  severity: "error",
  *check(before, after) {
    if (before.schema === false || constraints(before.schema).length > 0) return;
    const now = new Set([...children(after, "$defs").keys(), ...children(after, "definitions").keys()]);
    for (const key of ["$defs", "definitions"]) {
      for (const [name, view] of children(before, key)) {
        if (now.has(name)) continue;
        yield {
          at: after.pointer,
          was: view.pointer,
          message: `The definition "${name}" was removed: schemas that refer to it no longer resolve.`,
          fix: `Put "${name}" back.`,
        };
      }
    }
  },
};
