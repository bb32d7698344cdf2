import fc from "fast-check";

export type Schema = Record<string, unknown>;
type Two = readonly [Schema, Schema];

const words = ["a", "b", "c"];
const small = fc.integer({ min: 0, max: 3 });

/** Kinds of schemas of one value. Two of one kind differ in a limit, a value, a branch. */
const kinds: readonly fc.Arbitrary<Schema>[] = [
  fc.record({ type: fc.constant("integer"), minimum: small, maximum: fc.integer({ min: 2, max: 6 }) }, { requiredKeys: ["type"] }),
  fc.record({ type: fc.constant("number"), multipleOf: fc.constantFrom(0.5, 1, 2), exclusiveMinimum: small }, { requiredKeys: ["type"] }),
  fc.record({ type: fc.constant("string"), minLength: small, pattern: fc.constantFrom("^a", "b$") }, { requiredKeys: ["type"] }),
  fc.record({ type: fc.constant("string"), maxLength: small, default: fc.constantFrom("a", "b") }, { requiredKeys: ["type"] }),
  fc.subarray(words, { minLength: 1 }).map((values) => ({ enum: values })),
  fc.constantFrom(...words).map((value) => ({ const: value })),
  fc.subarray(["string", "null", "integer"], { minLength: 2 }).map((type) => ({ type })),
  fc.constantFrom({ type: "boolean" }, { $ref: "#/$defs/word" }, { type: "string" }),
  fc.subarray([{ type: "string" }, { type: "null" }, { type: "integer" }], { minLength: 1 }).map((branches) => ({ anyOf: branches })),
  fc.subarray([{ type: "string" }, { type: "null" }, { minLength: 2 }], { minLength: 1 }).map((branches) => ({ oneOf: branches })),
  fc.subarray([{ type: "string" }, { maxLength: 2 }, { minLength: 1 }], { minLength: 1 }).map((branches) => ({ allOf: branches })),
  fc.constantFrom(...words).map((value) => ({ not: { const: value } })),
  fc.record(
    {
      type: fc.constant("array"),
      minItems: small,
      uniqueItems: fc.boolean(),
      contains: fc.constantFrom({ type: "string" }, { minimum: 1 }),
    },
    { requiredKeys: ["type"] },
  ),
];

const apart = ([a, b]: [Schema, Schema]): Two => [a, b];
const equal = (schema: Schema): Two => [schema, schema];

/** Two versions of a value: mostly equal, often of one kind, seldom unrelated. */
function versions(depth: number): fc.Arbitrary<Two> {
  const any = fc.oneof(...kinds);
  const leaf = fc.oneof(
    { weight: 4, arbitrary: any.map(equal) },
    { weight: 4, arbitrary: fc.oneof(...kinds.map((kind) => fc.tuple(kind, kind).map(apart))) },
    { weight: 1, arbitrary: fc.tuple(any, any).map(apart) },
  );
  if (depth === 0) return leaf;
  const inner = versions(depth - 1);
  return fc.oneof(
    { weight: 5, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: inner.map(([a, b]): Two => [
        { type: "array", items: a },
        { type: "array", items: b },
      ]),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(inner, fc.boolean(), fc.boolean()).map(([[a, b], was, is]): Two => [
        { prefixItems: [a], items: was },
        { prefixItems: [b], items: is },
      ]),
    },
    {
      weight: 1,
      arbitrary: inner.map(([a, b]): Two => [
        { type: "object", additionalProperties: a },
        { type: "object", additionalProperties: b },
      ]),
    },
    { weight: 2, arbitrary: objects(["x", "y"], depth - 1) },
  );
}

/** Two versions of an object. Each property is there on both sides, or on one; it is required on both, on one, or on none. */
function objects(names: readonly string[], depth: number): fc.Arbitrary<Two> {
  const there = fc.constantFrom([true, true], [true, true], [true, true], [true, false], [false, true]);
  const needed = fc.constantFrom([false, false], [false, false], [true, true], [true, false], [false, true]);
  const property = fc.tuple(versions(depth), there, needed);
  const closed = fc.constantFrom<(Schema | boolean | undefined)[]>(
    [undefined, undefined],
    [undefined, undefined],
    [false, false],
    [undefined, false],
    [false, undefined],
    [{ type: "string" }, { type: "string" }],
  );
  return fc.tuple(fc.tuple(...names.map(() => property)), closed).map(([held, additional]) => {
    const side = (index: 0 | 1): Schema => {
      const present = names.flatMap((name, at) => (held[at]![1][index] ? [[name, held[at]![0][index]] as const] : []));
      const required = names.filter((_, at) => held[at]![1][index] && held[at]![2][index]);
      return {
        type: "object",
        properties: Object.fromEntries(present),
        ...(required.length > 0 && { required }),
        ...(additional[index] !== undefined && { additionalProperties: additional[index] }),
      };
    };
    return [side(0), side(1)];
  });
}

const whole = (held: Schema): Schema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $defs: { word: { type: "string" } },
  ...held,
});

export const evolutions: fc.Arbitrary<{ before: Schema; after: Schema }> = objects(["p", "q"], 1).map(([before, after]) => ({
  before: whole(before),
  after: whole(after),
}));

const scalars: unknown[] = ["", "a", "b", "ab", "aab", "c", "bbb", 0, 1, 2, 3, 0.5, 1.5, 2.5, 5, 6, true, null];
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...scalars) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...scalars), { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.dictionary(fc.constantFrom("x", "y"), fc.constantFrom(...scalars), { maxKeys: 2 }) },
);

/** Events that may or may not fit; tests filter them by validity. Names are those of the schemas. */
export const events = fc.array(fc.dictionary(fc.constantFrom("p", "q"), value, { maxKeys: 2 }), { minLength: 25, maxLength: 25 });
