import type { AvroType } from "../../schema/formats/avro.ts";

/** Is it the same type, by structure and names? Recursive types are compared once. */
export function alike(a: AvroType, b: AvroType, seen = new Map<AvroType, AvroType>()): boolean {
  if (a.kind !== b.kind || JSON.stringify(a.logical) !== JSON.stringify(b.logical)) return false;
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (a.kind === "array" && b.kind === "array") return alike(a.items, b.items, seen);
  if (a.kind === "map" && b.kind === "map") return alike(a.values, b.values, seen);
  if (a.kind === "union" && b.kind === "union") {
    return a.branches.length === b.branches.length && a.branches.every((branch, index) => alike(branch, b.branches[index]!, seen));
  }
  return !("name" in a) || !("name" in b) || a.name === b.name;
}
