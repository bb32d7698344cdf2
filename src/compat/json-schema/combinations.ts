import { children, referenceOf, type SchemaView } from "../../schema/formats/json-schema.ts";
import { own } from "../../schema/json-value.ts";
import { below } from "../../schema/positions.ts";
import type { Rule } from "../rule.ts";
import { bare } from "./bare.ts";
import { disjoint, matchBranches } from "./branches.ts";

const house = { format: "json-schema", categories: ["house"] } as const;

export const branchRemoved: Rule<SchemaView> = {
  ...house,
  id: "JSON_BRANCH_REMOVED",
  purpose: "The branches of anyOf and oneOf stay: stored events may fit any of them.",
  severity: "error",
  *check(before, after) {
    for (const keyword of alternatives(before, after)) {
      for (const branch of matchBranches(before, after, keyword).removed) {
        yield {
          at: below(after.pointer, keyword),
          was: branch.pointer,
          message: `${keyword} lost a branch: old events that fit only that one are refused.`,
          fix: "Put the branch back.",
        };
      }
    }
  },
};

export const branchAdded: Rule<SchemaView> = {
  ...house,
  id: "JSON_BRANCH_ADDED",
  purpose: "Readers of the old schema refuse a new branch; where only new readers read old data it is advice.",
  severity: "error",
  *check(before, after, { forward }) {
    for (const keyword of alternatives(before, after)) {
      for (const branch of matchBranches(before, after, keyword).added) {
        yield {
          at: branch.pointer,
          message: `${keyword} has a new branch: readers of the old schema refuse events that fit only this one.`,
          fix: "Update every reader before such events are sent.",
          severity: forward ? "error" : "info",
        };
      }
    }
  },
};

export const combinationChanged: Rule<SchemaView> = {
  ...house,
  id: "JSON_COMBINATION_CHANGED",
  purpose: "A combination of schemas that changed in a way the rules do not decide is never passed over in silence.",
  severity: "uncertain",
  *check(before, after) {
    for (const keyword of restructured(before, after)) {
      const there = own(after.schema || {}, keyword) !== undefined;
      yield {
        at: there ? below(after.pointer, keyword) : after.pointer,
        ...(own(before.schema || {}, keyword) !== undefined && { was: below(before.pointer, keyword) }),
        message: `"${keyword}" changed in a way that is not decided here: it may refuse old events, or new ones in old readers.`,
        fix: `Leave "${keyword}" as it was and add an optional property instead, or judge it by hand.`,
      };
    }
  },
};

/** Keywords whose change leaves it open what the whole schema means. */
function restructured(before: SchemaView, after: SchemaView): string[] {
  if (!before.schema || !after.schema) return [];
  const [old, now] = [before.schema, after.schema];
  const found = ["not", "if"].filter((keyword) => bare(own(old, keyword)) !== bare(own(now, keyword)));
  for (const keyword of ["anyOf", "oneOf"]) {
    if ((own(old, keyword) === undefined) !== (own(now, keyword) === undefined)) found.push(keyword);
  }
  const all = matchBranches(before, after, "allOf");
  if (all.added.length > 0 || all.removed.length > 0) found.push("allOf");
  if ((referenceOf(before) === undefined) !== (referenceOf(after) === undefined)) found.push("$ref");
  if (bare(own(old, "oneOf")) !== bare(own(now, "oneOf")) && !found.includes("oneOf") && !disjoint(after, "oneOf")) found.push("oneOf");
  return found;
}

/** May keywords have moved into or out of a combination? Then what looks removed may stand there now. */
export function moved(before: SchemaView, after: SchemaView): boolean {
  if (!before.schema || !after.schema) return false;
  const [old, now] = [before.schema, after.schema];
  return restructured(before, after).some(
    (keyword) => keyword === "allOf" || (own(old, keyword) === undefined) !== (own(now, keyword) === undefined),
  );
}

function alternatives(before: SchemaView, after: SchemaView): string[] {
  return ["anyOf", "oneOf"].filter((keyword) => children(before, keyword).size > 0 && children(after, keyword).size > 0);
}
