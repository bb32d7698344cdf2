import fc from "fast-check";

interface Field {
  name: string;
  type: unknown;
  default?: unknown;
  aliases?: string[];
}
interface Record_ {
  type: "record";
  name: string;
  fields: Field[];
}
export interface Evolution {
  before: Record_;
  after: Record_;
}

/** A type with a valid default; enums, fixed and records get names from the field, so that both versions name them alike. */
const of = (type: unknown, value: unknown) => fc.constant({ type, default: value });

function typeFor(name: string, depth: number, inList = false): fc.Arbitrary<{ type: unknown; default: unknown }> {
  const leaf = [
    ...(["int", "long", "float", "double"] as const).map((type) => of(type, 0)),
    of("string", ""),
    of("bytes", ""),
    of("boolean", false),
    fc.subarray(["A", "B", "C"], { minLength: 1 }).chain((symbols) =>
      fc.boolean().map((fallback) => ({
        type: { type: "enum", name: `E_${name}`, symbols, ...(fallback && { default: symbols[0] }) },
        default: symbols[0],
      })),
    ),
    fc.integer({ min: 1, max: 2 }).map((size) => ({ type: { type: "fixed", name: `F_${name}`, size }, default: "\u0000".repeat(size) })),
    ...(inList || name !== "a" ? [] : [of(["null", "Root"], null)]),
  ];
  if (depth === 0) return fc.oneof(...leaf);
  // Lists of the root, or several fields of it, would have the library write data without end.
  const inner = typeFor(name, depth - 1, true);
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...leaf) },
    { weight: 1, arbitrary: inner.map(({ type }) => ({ type: { type: "array", items: type }, default: [] })) },
    { weight: 1, arbitrary: inner.map(({ type }) => ({ type: { type: "map", values: type }, default: {} })) },
    { weight: 1, arbitrary: fc.oneof(of(["null", "string"], null), of(["null", "int"], null), of(["null", "long", "string"], null)) },
    {
      weight: 1,
      arbitrary: fieldsOf(
        ["x", "y"].map((part) => `${name}_${part}`),
        depth - 1,
        inList,
      ).map((fields) => ({ type: { type: "record", name: `R_${name}`, fields }, default: undefined })),
    },
  );
}

function fieldsOf(names: string[], depth: number, inList = false): fc.Arbitrary<Field[]> {
  return fc.subarray(names, { minLength: 1 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((name) =>
        fc.tuple(typeFor(name, depth, inList), fc.boolean()).map(([held, optional]): Field => ({
          name,
          type: held.type,
          ...(optional && held.default !== undefined && { default: held.default }),
        })),
      ),
    ),
  );
}

const record = (depth: number): fc.Arbitrary<Record_> =>
  fieldsOf(["a", "b", "c"], depth).map((fields) => ({ type: "record", name: "Root", fields }));

/** Two versions that share most of their fields. */
export const evolutions: fc.Arbitrary<Evolution> = fc
  .tuple(record(2), record(2), fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), fc.boolean())
  .map(([before, other, keep, rename]) => {
    const fields = ["a", "b", "c"].flatMap((name, index) => {
      const [old, now] = [before, other].map(({ fields: held }) => held.find((field) => field.name === name));
      return (keep[index] ? (old ?? now) : now) ?? [];
    });
    const first = fields[0];
    if (rename && first !== undefined) fields[0] = { ...first, name: "d", aliases: [first.name] };
    return { before, after: { ...before, fields: fields.length > 0 ? fields : before.fields } };
  });
