import type { AvroType } from "../../schema/formats/avro.ts";
import { below } from "../../schema/positions.ts";
import type { Rule } from "../rule.ts";
import { branchIn, type TypePair } from "./pairs.ts";
import { describe, sameName } from "./resolution.ts";

const house = { format: "avro", categories: ["house"] } as const;

const addInstead = "Put the old type back and add a new field with a default beside it.";

export const typeChanged: Rule<TypePair> = {
  ...house,
  id: "AVRO_TYPE_CHANGED",
  purpose: "A type stays as it is, even where Avro could promote it: code, columns and other readers were built for the old one.",
  severity: "error",
  *check(before, after) {
    if (before.type.kind === after.type.kind || before.type.kind === "unknown" || after.type.kind === "unknown") return;
    yield {
      at: after.site,
      was: before.site,
      message: `The type changed from ${shown(before.type)} to ${shown(after.type)}: whoever was built for the old type breaks.`,
      fix: addInstead,
    };
  },
};

export const logicalTypeChanged: Rule<TypePair> = {
  ...house,
  id: "AVRO_LOGICAL_TYPE_CHANGED",
  purpose:
    "A logical type keeps its kind, precision and scale: Avro's resolution ignores it, so the same bytes silently mean another value.",
  severity: "error",
  *check(before, after) {
    if (before.type.kind !== after.type.kind) return;
    const [old, now] = [logical(before.type), logical(after.type)];
    if (old === now) return;
    yield {
      at: after.site,
      was: before.site,
      message: `The logical type changed from ${old} to ${now}: old bytes are read without an error and mean something else.`,
      fix: addInstead,
    };
  },
};

export const typeRenamed: Rule<TypePair> = {
  ...house,
  id: "AVRO_TYPE_RENAMED",
  purpose: "A record, enum or fixed keeps its name or lists the old one in aliases, or readers do not recognise the data.",
  severity: "error",
  *check(before, after) {
    const [old, now] = [before.type, after.type];
    if (!("fullName" in old) || !("fullName" in now) || old.kind !== now.kind || sameName(now, old)) return;
    yield {
      at: now.pointer,
      was: old.pointer,
      message: `${describe(old)} is now called ${now.name} and has no alias for the old name: readers refuse the other's data.`,
      fix: `Add "aliases": ["${old.fullName}"] to ${now.name}, or keep the name ${old.name}.`,
    };
  },
};

export const fixedSizeChanged: Rule<TypePair> = {
  ...house,
  id: "AVRO_FIXED_SIZE_CHANGED",
  purpose: "A fixed keeps its size: Avro cannot read one size as another.",
  severity: "error",
  *check(before, after) {
    if (before.type.kind !== "fixed" || after.type.kind !== "fixed" || before.type.size === after.type.size) return;
    yield {
      at: below(after.type.pointer, "size"),
      was: below(before.type.pointer, "size"),
      message: `The size changed from ${before.type.size} to ${after.type.size} bytes: neither side can read the other's data.`,
      fix: `Restore size ${before.type.size}, or add a field with another fixed.`,
    };
  },
};

export const unionBranchRemoved: Rule<TypePair> = {
  ...house,
  id: "AVRO_UNION_BRANCH_REMOVED",
  purpose: "A union keeps its branches: stored data may use any of them.",
  severity: "error",
  *check(before, after) {
    if (before.type.kind !== "union" || after.type.kind !== "union") return;
    for (const [index, branch] of before.type.branches.entries()) {
      if (branchIn(after.type.branches, branch) >= 0) continue;
      yield {
        at: after.site,
        was: below(before.type.pointer, index),
        message: `The union lost ${shown(branch)}: data that was written with it can no longer be read.`,
        fix: `Put ${shown(branch)} back into the union.`,
      };
    }
  },
};

export const unionBranchAdded: Rule<TypePair> = {
  ...house,
  id: "AVRO_UNION_BRANCH_ADDED",
  purpose:
    "A field's union is not widened, for old readers refuse the new branch; one more record among records is advice where only new readers read old data.",
  severity: "error",
  *check(before, after, { forward }) {
    if (before.type.kind !== "union" || after.type.kind !== "union") return;
    const records = before.type.branches.some((branch) => branch.kind === "record");
    for (const [index, branch] of after.type.branches.entries()) {
      if (branchIn(before.type.branches, branch) >= 0) continue;
      yield {
        at: below(after.type.pointer, index),
        message: `The union gained ${shown(branch)}: readers of the old schema fail on data that uses it.`,
        fix: branch.kind === "record" ? "Update every consumer first, or publish it as an event type of its own." : addInstead,
        severity: records && branch.kind === "record" && !forward ? "warning" : "error",
      };
    }
  },
};

function shown(type: AvroType): string {
  return type.kind === "union" ? `a union of ${type.branches.map(describe).join(", ")}` : describe(type);
}

function logical({ logical: type }: AvroType): string {
  if (type === undefined) return "none";
  return type.type === "decimal" ? `decimal(${type.precision ?? "?"}, ${type.scale ?? 0})` : type.type;
}
