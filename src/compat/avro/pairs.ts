import { type AvroEnum, type AvroField, type AvroRecord, type AvroType, fieldNamed } from "../../schema/formats/avro.ts";
import { below } from "../../schema/positions.ts";
import { sameName } from "./resolution.ts";

/** Two types at the same place of the old and the new schema, with the pointers to that place. */
export interface TypePair {
  type: AvroType;
  site: string;
}

export type Pair =
  | { of: "type"; before: TypePair; after: TypePair }
  | { of: "record"; before: AvroRecord; after: AvroRecord }
  | { of: "enum"; before: AvroEnum; after: AvroEnum };

/** Every pair of types, records and enums that stand for the same thing. Ends on recursive types. */
export function* pairsOf(before: AvroType, after: AvroType): Generator<Pair> {
  const seen = new Map<AvroType, Set<AvroType>>();
  const waiting: { before: TypePair; after: TypePair }[] = [
    { before: { type: before, site: before.pointer }, after: { type: after, site: after.pointer } },
  ];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    yield { of: "type", ...pair };
    const [old, now] = [pair.before.type, pair.after.type];
    const done = seen.get(old) ?? new Set();
    seen.set(old, done);
    if (done.has(now)) continue;
    done.add(now);
    if (old.kind === "record" && now.kind === "record") yield { of: "record", before: old, after: now };
    if (old.kind === "enum" && now.kind === "enum") yield { of: "enum", before: old, after: now };
    waiting.push(...inner(old, now).reverse());
  }
}

function inner(old: AvroType, now: AvroType): { before: TypePair; after: TypePair }[] {
  if (old.kind === "record" && now.kind === "record") {
    return now.fields.flatMap((field) => {
      const match = counterpart(old, field);
      return match === undefined
        ? []
        : [{ before: site(match.type, match.pointer, "type"), after: site(field.type, field.pointer, "type") }];
    });
  }
  if (old.kind === "array" && now.kind === "array") {
    return [{ before: site(old.items, old.pointer, "items"), after: site(now.items, now.pointer, "items") }];
  }
  if (old.kind === "map" && now.kind === "map") {
    return [{ before: site(old.values, old.pointer, "values"), after: site(now.values, now.pointer, "values") }];
  }
  if (old.kind === "union" && now.kind === "union") {
    return now.branches.flatMap((branch, index) => {
      const match = branchIn(old.branches, branch);
      return match < 0 ? [] : [{ before: site(old.branches[match]!, old.pointer, match), after: site(branch, now.pointer, index) }];
    });
  }
  return [];
}

function site(type: AvroType, parent: string, step: string | number): TypePair {
  return { type, site: below(parent, step) };
}

/** The old field that a new one continues: the same name, else an old field that its aliases name. */
export function counterpart(before: AvroRecord, field: AvroField): AvroField | undefined {
  return [field.name, ...field.aliases].map((name) => fieldNamed(before, name)).find((old) => old !== undefined);
}

/** Index of the branch that stands for the same type, by kind and name; -1 without one. */
export function branchIn(branches: readonly AvroType[], wanted: AvroType): number {
  return branches.findIndex(
    (branch) =>
      branch.kind === wanted.kind &&
      (!("fullName" in branch) || !("fullName" in wanted) || sameName(wanted, branch) || sameName(branch, wanted)),
  );
}
