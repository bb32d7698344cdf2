import { isObject, type JsonObject, own, strings } from "../json-value.ts";
import { below, parsePlaced, type PlacedJson } from "../positions.ts";
import { type Place, refused, type SchemaText } from "../schema-text.ts";

export const avroPrimitives = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"] as const;
type Primitive = (typeof avroPrimitives)[number];

interface Common {
  /** Where the type is defined: a JSON pointer, after `<file>#` when it is another file than the schema's own. */
  pointer: string;
  logical?: { type: string; precision?: number; scale?: number };
}
interface Named extends Common {
  name: string;
  /** With its namespace. */
  fullName: string;
  /** Full names. */
  aliases: string[];
}
export interface AvroField {
  name: string;
  aliases: string[];
  type: AvroType;
  pointer: string;
  hasDefault: boolean;
  default: unknown;
}
export type AvroRecord = Named & { kind: "record"; fields: AvroField[] };
export type AvroEnum = Named & { kind: "enum"; symbols: string[]; default?: string };
type AvroFixed = Named & { kind: "fixed"; size: number };
/** Graphs, not trees: a type that names itself is the same object again. */
export type AvroType =
  | (Common & { kind: Primitive })
  | AvroRecord
  | AvroEnum
  | AvroFixed
  | (Common & { kind: "array"; items: AvroType })
  | (Common & { kind: "map"; values: AvroType })
  | (Common & { kind: "union"; branches: AvroType[] })
  | (Common & { kind: "unknown"; name: string });

export interface AvroSchema {
  root: AvroType;
  name: string;
  /** By file; the schema's own is `name`. */
  texts: Map<string, PlacedJson>;
  /** Names that are used and defined nowhere. */
  unknown: string[];
  /** Attributes of the root, for example event_type. */
  attributes: JsonObject;
}

const maxChain = 100;
const maxBranches = 1000;

const byName = new WeakMap<AvroRecord, Map<string, AvroField>>();

export function fieldNamed(record: AvroRecord, name: string): AvroField | undefined {
  const known = byName.get(record) ?? new Map(record.fields.map((field) => [field.name, field]));
  byName.set(record, known);
  return known.get(name);
}

/** Reads an Avro schema leniently: odd names and defaults are kept for the rules to judge. Throws PARSE_FAILED. */
export function parseAvro(schema: SchemaText): AvroSchema {
  const texts = new Map<string, PlacedJson>();
  const open = (file: string, text: string) => {
    const placed = parsePlaced(text, file);
    texts.set(file, placed);
    return placed;
  };
  const main = open(schema.name, schema.files?.[schema.name] ?? schema.text);
  const others = definitions(schema, open);
  const named = new Map<string, AvroType>();
  const unknown: string[] = [];

  const fail = (pointer: string, message: string) => {
    const { file, line, column } = locate(schema.name, texts, pointer);
    return refused(file, { line, column }, message);
  };

  const read = (value: unknown, pointer: string, namespace: string): AvroType => {
    if (typeof value === "string") return reference(value, pointer, namespace);
    if (Array.isArray(value)) {
      if (value.length > maxBranches) throw fail(pointer, `a union of more than ${maxBranches} branches`);
      return { kind: "union", pointer, branches: value.map((branch, index) => read(branch, below(pointer, index), namespace)) };
    }
    if (!isObject(value)) throw fail(pointer, 'a type is a name, a list of types, or an object with "type"');
    const type = own(value, "type");
    if (type === undefined) {
      throw fail(
        pointer,
        own(value, "protocol") === undefined ? 'a type needs "type"' : "this is an Avro protocol; give one of its types as a schema",
      );
    }
    const common = { pointer, ...logicalOf(value) };
    switch (type) {
      case "record":
      case "error":
        return record(value, common, namespace);
      case "enum": {
        const base = name(value, common, namespace);
        const symbols = own(value, "symbols");
        if (!Array.isArray(symbols)) throw fail(pointer, 'an enum needs "symbols", a list of names');
        const fallback = own(value, "default");
        return define({ ...base, kind: "enum", symbols: strings(symbols), ...(typeof fallback === "string" && { default: fallback }) });
      }
      case "fixed": {
        const size = own(value, "size");
        if (typeof size !== "number") throw fail(pointer, 'a fixed needs "size", a number of bytes');
        return define({ ...name(value, common, namespace), kind: "fixed", size });
      }
      case "array":
        if (own(value, "items") === undefined) throw fail(pointer, 'an array needs "items"');
        return { ...common, kind: "array", items: read(own(value, "items"), below(pointer, "items"), namespace) };
      case "map":
        if (own(value, "values") === undefined) throw fail(pointer, 'a map needs "values"');
        return { ...common, kind: "map", values: read(own(value, "values"), below(pointer, "values"), namespace) };
    }
    const inner = read(type, below(pointer, "type"), namespace);
    return common.logical === undefined || !isPrimitive(inner.kind) ? inner : { ...inner, ...common, kind: inner.kind };
  };

  const name = (value: JsonObject, common: Common, namespace: string): Named => {
    const given = own(value, "name");
    if (typeof given !== "string" || given === "") throw fail(common.pointer, `a ${String(own(value, "type"))} needs "name"`);
    const space = own(value, "namespace");
    const fullName = given.includes(".") ? given : qualify(given, typeof space === "string" ? space : namespace);
    const home = namespaceOf(fullName);
    return {
      ...common,
      name: given.slice(given.lastIndexOf(".") + 1),
      fullName,
      aliases: strings(own(value, "aliases")).map((alias) => qualify(alias, home)),
    };
  };

  const define = <T extends AvroRecord | AvroEnum | AvroFixed>(type: T): T => {
    if (named.has(type.fullName)) throw fail(type.pointer, `the name ${type.fullName} is defined twice`);
    named.set(type.fullName, type);
    return type;
  };

  const record = (value: JsonObject, common: Common, namespace: string): AvroRecord => {
    const result = define<AvroRecord>({ ...name(value, common, namespace), kind: "record", fields: [] });
    const fields = own(value, "fields");
    if (!Array.isArray(fields)) throw fail(common.pointer, `record ${result.name} needs "fields", a list`);
    const names = new Set<string>();
    fields.forEach((field: unknown, index) => {
      const pointer = below(common.pointer, "fields", index);
      if (!isObject(field)) throw fail(pointer, "a field is an object with name and type");
      const fieldName = own(field, "name");
      if (typeof fieldName !== "string") throw fail(pointer, `a field of record ${result.name} needs "name"`);
      if (own(field, "type") === undefined) throw fail(pointer, `field "${fieldName}" needs "type"`);
      if (names.has(fieldName)) throw fail(pointer, `field "${fieldName}" is defined twice in record ${result.name}`);
      names.add(fieldName);
      result.fields.push({
        name: fieldName,
        aliases: strings(own(field, "aliases")),
        type: read(own(field, "type"), below(pointer, "type"), namespaceOf(result.fullName)),
        pointer,
        hasDefault: Object.hasOwn(field, "default"),
        default: own(field, "default"),
      });
    });
    return result;
  };

  let loading = 0;
  const reference = (given: string, pointer: string, namespace: string): AvroType => {
    if (isPrimitive(given)) return { kind: given, pointer };
    for (const full of given.includes(".") ? [given] : [qualify(given, namespace), given]) {
      const known = named.get(full);
      if (known !== undefined) return known;
      const other = others.get(full);
      if (other === undefined) continue;
      others.delete(full);
      if (++loading > maxChain) throw fail(pointer, `more than ${maxChain} files refer to one another in a chain`);
      read(other.value, `${other.file}#`, "");
      loading--;
      const loaded = named.get(full);
      if (loaded !== undefined) return loaded;
    }
    if (!unknown.includes(given)) unknown.push(given);
    return { kind: "unknown", name: given, pointer };
  };

  const root = read(main.value, "", "");
  return { root, name: schema.name, texts, unknown, attributes: isObject(main.value) ? main.value : {} };
}

/** File and place of a pointer as the types carry it. */
export function locate(name: string, texts: Map<string, PlacedJson>, pointer: string): Place & { file: string } {
  const cut = pointer.startsWith("/") ? -1 : pointer.lastIndexOf("#");
  const file = cut < 0 ? name : pointer.slice(0, cut);
  return { file, ...texts.get(file)!.place(pointer.slice(cut + 1)) };
}

/** Named types that the other files define, by full name; read only when they are referred to. */
function definitions(schema: SchemaText, open: (file: string, text: string) => PlacedJson) {
  const found = new Map<string, { value: unknown; file: string }>();
  for (const [file, text] of Object.entries(schema.files ?? {})) {
    if (file === schema.name) continue;
    const { value } = open(file, text);
    if (!isObject(value) || typeof value["name"] !== "string") continue;
    const space = value["namespace"];
    found.set(value["name"].includes(".") ? value["name"] : qualify(value["name"], typeof space === "string" ? space : ""), {
      value,
      file,
    });
  }
  return found;
}

function logicalOf(value: JsonObject): Pick<Common, "logical"> {
  const type = own(value, "logicalType");
  if (typeof type !== "string") return {};
  const precision = own(value, "precision");
  const scale = own(value, "scale");
  return { logical: { type, ...(typeof precision === "number" && { precision }), ...(typeof scale === "number" && { scale }) } };
}

function isPrimitive(kind: string): kind is Primitive {
  return (avroPrimitives as readonly string[]).includes(kind);
}

function qualify(name: string, namespace: string): string {
  return name.includes(".") || namespace === "" ? name : `${namespace}.${name}`;
}

function namespaceOf(fullName: string): string {
  return fullName.includes(".") ? fullName.slice(0, fullName.lastIndexOf(".")) : "";
}
