import { type AvroField, type AvroRecord, type AvroType, fieldNamed } from "../../schema/formats/avro.ts";
import { ToolError } from "../../tool.ts";

export type Incompatibility =
  | "TYPE_MISMATCH"
  | "NAME_MISMATCH"
  | "FIXED_SIZE_MISMATCH"
  | "MISSING_ENUM_SYMBOLS"
  | "READER_FIELD_MISSING_DEFAULT_VALUE"
  | "MISSING_UNION_BRANCH";

export interface Mismatch {
  type: Incompatibility;
  /** The way through the reader, `/` for its root; a union branch of the writer adds its index. Not a pointer where types are named. */
  location: string;
  /** Pointers to the definitions. */
  reader: string;
  writer: string;
  message: string;
}

const promotions: Record<string, readonly string[]> = {
  long: ["int"],
  float: ["int", "long"],
  double: ["int", "long", "float"],
  string: ["bytes"],
  bytes: ["string"],
};

/**
 * Can data of `writer` be read as `reader`? All reasons why not, by Avro's schema resolution with unqualified names:
 * https://avro.apache.org/docs/current/specification/#schema-resolution
 */
export function resolutionOf(reader: AvroType, writer: AvroType): Mismatch[] {
  return compare(reader, writer, "", { results: new Map(), depth: 0 });
}

/** Results by pair of types; a pair in progress counts as compatible, so that recursive types end. */
interface Memo {
  results: Map<AvroType, Map<AvroType, readonly Mismatch[]>>;
  depth: number;
}

/** Deeper chains of types exist in hostile schemas only. */
const maxDepth = 400;

/** Types that refer to one another many times over would multiply the reasons without end. */
const maxMismatches = 500;

function compare(reader: AvroType, writer: AvroType, location: string, memo: Memo): Mismatch[] {
  const row = memo.results.get(reader) ?? new Map<AvroType, readonly Mismatch[]>();
  memo.results.set(reader, row);
  const known = row.get(writer);
  if (known !== undefined) return known.map((mismatch) => ({ ...mismatch, location: location + mismatch.location }));
  if (memo.depth >= maxDepth)
    throw new ToolError(
      "UNSUPPORTED",
      `More than ${maxDepth} types refer to one another in a chain.`,
      "The schema is nested too deeply to be compared.",
    );
  row.set(writer, []);
  memo.depth++;
  const found = calculate(reader, writer, memo).slice(0, maxMismatches);
  memo.depth--;
  row.set(writer, found);
  return found.map((mismatch) => ({ ...mismatch, location: location + mismatch.location }));
}

function calculate(reader: AvroType, writer: AvroType, memo: Memo): Mismatch[] {
  const mismatch = (type: Incompatibility, location: string, message: string): Mismatch => ({
    type,
    location,
    reader: reader.pointer,
    writer: writer.pointer,
    message,
  });
  if (reader.kind === "unknown" || writer.kind === "unknown") return [];
  if (writer.kind === "union") {
    if (reader.kind !== "union") return writer.branches.flatMap((branch, index) => compare(reader, branch, `/${index}`, memo));
    return writer.branches.flatMap((branch, index) =>
      reads(reader.branches, branch, memo)
        ? []
        : [
            {
              ...mismatch("MISSING_UNION_BRANCH", `/${index}`, `no branch of the reader's union reads ${describe(branch)}`),
              writer: branch.pointer,
            },
          ],
    );
  }
  if (reader.kind === "union") {
    if (reads(reader.branches, writer, memo)) return [];
    return [mismatch("MISSING_UNION_BRANCH", "", `no branch of the reader's union reads ${describe(writer)}`)];
  }
  if (reader.kind === "array" && writer.kind === "array") return compare(reader.items, writer.items, "/items", memo);
  if (reader.kind === "map" && writer.kind === "map") return compare(reader.values, writer.values, "/values", memo);
  const name = "fullName" in reader && "fullName" in writer && reader.kind === writer.kind && !sameName(reader, writer);
  const names = name
    ? [mismatch("NAME_MISMATCH", "/name", `the reader's ${describe(reader)} is named differently from ${describe(writer)}`)]
    : [];
  if (reader.kind === "fixed" && writer.kind === "fixed") {
    if (reader.size === writer.size) return names;
    return [...names, mismatch("FIXED_SIZE_MISMATCH", "/size", `${writer.size} bytes were written, ${reader.size} are read`)];
  }
  if (reader.kind === "enum" && writer.kind === "enum") {
    const known = new Set(reader.symbols);
    const lost = writer.symbols.filter((symbol) => !known.has(symbol));
    if (lost.length === 0 || (reader.default !== undefined && reader.symbols.includes(reader.default))) return names;
    return [
      ...names,
      mismatch("MISSING_ENUM_SYMBOLS", "/symbols", `the reader does not know ${lost.join(", ")} and has no default symbol`),
    ];
  }
  if (reader.kind === "record" && writer.kind === "record") {
    return [...names, ...reader.fields.flatMap((field, index) => compareField(field, index, reader, writer, memo))];
  }
  if (reader.kind === writer.kind || promotions[reader.kind]?.includes(writer.kind)) return [];
  return [mismatch("TYPE_MISMATCH", "", `${describe(writer)} cannot be read as ${describe(reader)}`)];
}

/** Does one branch read it? Branches of another kind or name cannot, and are not compared. */
function reads(branches: readonly AvroType[], writer: AvroType, memo: Memo): boolean {
  return branches.some((branch) => {
    if (
      branch.kind !== writer.kind &&
      branch.kind !== "union" &&
      branch.kind !== "unknown" &&
      !promotions[branch.kind]?.includes(writer.kind)
    )
      return false;
    if ("fullName" in branch && "fullName" in writer && !sameName(branch, writer)) return false;
    return compare(branch, writer, "", memo).length === 0;
  });
}

function compareField(field: AvroField, index: number, reader: AvroRecord, writer: AvroRecord, memo: Memo): Mismatch[] {
  const names = new Set([field.name, ...field.aliases]);
  const candidates = [...names].flatMap((name) => fieldNamed(writer, name) ?? []);
  const location = `/fields/${index}`;
  const base = { location, reader: field.pointer, writer: writer.pointer };
  if (candidates.length > 1) {
    const found = candidates.map((other) => other.name).join(" and ");
    return [
      {
        ...base,
        type: "READER_FIELD_MISSING_DEFAULT_VALUE",
        message: `field "${field.name}" of ${reader.name} matches ${found} of the writer, by name and alias`,
      },
    ];
  }
  const match = candidates[0];
  if (match !== undefined) return compare(field.type, match.type, `${location}/type`, memo);
  if (field.hasDefault) return [];
  // Java compares the field's enum with the writer's record when the enum has a default of its own.
  if (field.type.kind === "enum" && field.type.default !== undefined) {
    return [
      {
        ...base,
        type: "TYPE_MISMATCH",
        location: `${location}/type`,
        message: `record ${writer.name} has no field "${field.name}", and the enum's default does not stand in for one`,
      },
    ];
  }
  return [
    {
      ...base,
      type: "READER_FIELD_MISSING_DEFAULT_VALUE",
      message: `the writer has no field "${field.name}" and the reader has no default for it`,
    },
  ];
}

export function sameName(reader: { name: string; aliases: string[] }, writer: { name: string; fullName: string }): boolean {
  return reader.name === writer.name || reader.aliases.includes(writer.fullName);
}

export function describe(type: AvroType): string {
  return "name" in type ? `${type.kind} ${type.name}` : type.kind;
}
