import fc from "fast-check";
import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { checkCompatibility } from "../../src/compat/check.ts";

interface Field {
  name: string;
  number: number;
  type: string;
  label: string;
}
interface Message {
  fields: Field[];
  reserved: Field[];
}

const types = ["int32", "sint32", "fixed32", "uint64", "bool", "string", "bytes", "double", "Kind", "Part"];
const values: Record<string, unknown> = {
  int32: -3,
  sint32: -3,
  fixed32: 3,
  uint64: 7,
  bool: true,
  string: "é",
  bytes: Buffer.from([1, 200]),
  double: 0.5,
  Kind: 1,
  Part: { text: "p" },
};

const field: fc.Arbitrary<Omit<Field, "number">> = fc.record({
  name: fc.constantFrom("a", "b", "c"),
  type: fc.constantFrom(...types),
  label: fc.constantFrom("", "", "optional ", "repeated "),
});

/** Two versions that share most fields; what is gone is reserved, or not. */
const evolutions: fc.Arbitrary<{ before: Message; after: Message }> = fc
  .tuple(
    fc.uniqueArray(field, { minLength: 1, selector: ({ name }) => name }),
    fc.array(fc.constantFrom("keep", "keep", "keep", "drop", "reserve", "retype", "renumber", "rename"), { minLength: 3, maxLength: 3 }),
    fc.constantFrom(...types),
    fc.boolean(),
  )
  .map(([held, edits, type, add]) => {
    const before = held.map((entry, index) => ({ ...entry, number: index + 1 }));
    const after: Message = { fields: [], reserved: [] };
    for (const [index, entry] of before.entries()) {
      const edit = edits[index]!;
      if (edit === "reserve") after.reserved.push(entry);
      if (edit === "keep") after.fields.push(entry);
      if (edit === "retype") after.fields.push({ ...entry, type });
      if (edit === "renumber") after.fields.push({ ...entry, number: entry.number + 10 });
      if (edit === "rename") after.fields.push({ ...entry, name: `${entry.name}_2` });
    }
    if (add) after.fields.push({ name: "added", number: 30, type, label: "" });
    return { before: { fields: before, reserved: [] }, after };
  });

function print({ fields, reserved }: Message): string {
  const gone = reserved.map(({ name, number }) => `  reserved ${number};\n  reserved "${name}";\n`).join("");
  const lines = fields.map(({ label, type, name, number }) => `  ${label}${type} ${name} = ${number};\n`).join("");
  return `syntax = "proto3";\nenum Kind { KIND_UNSPECIFIED = 0; KIND_ONE = 1; }\nmessage Part { string text = 1; }\nmessage M {\n${gone}${lines}}\n`;
}

const text = (message: Message, name: string) => ({ name, text: print(message) });
const typeOf = (message: Message) => protobuf.parse(print(message), new protobuf.Root(), { keepCase: true }).root.lookupType("M");
const plain = (type: protobuf.Type, bytes: Uint8Array) =>
  type.toObject(type.decode(bytes), { longs: Number, bytes: String }) as Record<string, unknown>;

test("what is called compatible reads the same values back, in both directions", () => {
  const seen = { compatible: 0, incompatible: 0 };
  fc.assert(
    fc.property(evolutions, ({ before, after }) => {
      const { verdict } = checkCompatibility({
        format: "protobuf",
        schema: text(after, "after.proto"),
        against: [text(before, "before.proto")],
        mode: "FULL",
        policy: "house",
      });
      seen[verdict as keyof typeof seen]++;
      if (verdict !== "compatible") return;
      for (const [writer, reader] of [
        [before, after],
        [after, before],
      ] as const) {
        const event = Object.fromEntries(
          writer.fields.map(({ name, type, label }) => [name, label === "repeated " ? [values[type]] : values[type]]),
        );
        const bytes = typeOf(writer).encode(typeOf(writer).fromObject(event)).finish();
        const [written, read] = [plain(typeOf(writer), bytes), plain(typeOf(reader), bytes)];
        const shared = writer.fields.filter(({ name }) => reader.fields.some((other) => other.name === name));
        for (const { name } of shared) expect(read[name]).toEqual(written[name]);
        expect(Object.keys(read).every((name) => shared.some((held) => held.name === name))).toBe(true);
      }
    }),
    { seed: 21, numRuns: 400 },
  );
  expect(Math.min(seen.compatible, seen.incompatible)).toBeGreaterThan(40);
});
