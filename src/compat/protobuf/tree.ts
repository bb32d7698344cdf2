import { parseProtoFile } from "../../schema/formats/protobuf.ts";
import {
  allEnums,
  allMessages,
  optionOf,
  type ProtoEnum,
  type ProtoField,
  type ProtoFile,
  type ProtoMessage,
} from "../../schema/formats/protobuf-model.ts";
import type { Place, SchemaText } from "../../schema/schema-text.ts";

/** The files of one version. Types are looked up among all of them. */
export interface ProtoTree {
  files: ProtoFile[];
  /** Where there is one schema and its imports; absent for a whole tree. */
  main?: ProtoFile;
  byPrefix: Map<string, ProtoFile>;
  /** Full names of all messages and enums. */
  types: Set<string>;
}

/** A message with what is needed to judge it. */
export interface MessageIn {
  message: ProtoMessage;
  file: ProtoFile;
  tree: ProtoTree;
}

export interface EnumIn {
  held: ProtoEnum;
  file: ProtoFile;
}

export interface FileIn {
  file: ProtoFile;
  tree: ProtoTree;
}

/** Reads a schema with its imports, or a tree of files. Throws PARSE_FAILED. */
export function parseProtoTree(schema: SchemaText): ProtoTree {
  const texts = Object.entries(schema.files ?? {}).filter(([path]) => path.endsWith(".proto"));
  const whole = schema.files !== undefined && !Object.hasOwn(schema.files, schema.name);
  const files = texts.filter(([path]) => path !== schema.name).map(([path, text]) => parseProtoFile(text, path, `${path}#`));
  const main = whole ? undefined : parseProtoFile(schema.files?.[schema.name] ?? schema.text, schema.name, "");
  const all = main === undefined ? files : [main, ...files];
  return {
    files: all,
    byPrefix: new Map(all.map((file) => [file.prefix, file])),
    ...(main !== undefined && { main }),
    types: new Set(all.flatMap((file) => [...allMessages(file), ...allEnums(file)].map(({ path }) => fullName(file, path)))),
  };
}

export function fullName(file: ProtoFile, path: string): string {
  return file.package === "" ? path : `${file.package}.${path}`;
}

export function placeIn(tree: ProtoTree, pointer: string): Place & { file: string } {
  const cut = pointer.startsWith("/") ? -1 : pointer.indexOf("#");
  const prefix = pointer.slice(0, cut + 1);
  const file = tree.byPrefix.get(prefix) ?? tree.files[0];
  if (file === undefined) return { file: prefix, line: 1, column: 1 };
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const place = file.places.get(at);
    if (place !== undefined) return { file: file.file, ...place };
    if (!at.includes("/")) return { file: file.file, line: 1, column: 1 };
  }
}

/** The full name that a type name means where it stands, by Protobuf's scoping; the name itself when nothing matches. */
function resolveType({ message, file, tree }: MessageIn, type: string): { name: string; known: boolean } {
  if (type.startsWith(".")) return { name: type.slice(1), known: tree.types.has(type.slice(1)) };
  if (scalars.has(type)) return { name: type, known: true };
  const scope = fullName(file, message.path).split(".");
  for (let length = scope.length; length >= 0; length--) {
    const candidate = [...scope.slice(0, length), type].join(".");
    if (tree.types.has(candidate)) return { name: candidate, known: true };
  }
  return { name: type, known: false };
}

const scalars = new Set([
  "double",
  "float",
  "int32",
  "int64",
  "uint32",
  "uint64",
  "sint32",
  "sint64",
  "fixed32",
  "fixed64",
  "sfixed32",
  "sfixed64",
  "bool",
  "string",
  "bytes",
]);

/** Is it the same type on both sides? An unknown name may be written shorter or longer; the package's own name does not count. */
export function sameType(before: MessageIn, after: MessageIn, old: string, now: string): boolean {
  const [left, right] = [resolveType(before, old), resolveType(after, now)];
  if (left.name === right.name) return true;
  if (left.known && right.known) return withoutPackage(before, left.name) === withoutPackage(after, right.name);
  return left.name.endsWith(`.${right.name}`) || right.name.endsWith(`.${left.name}`);
}

function withoutPackage({ file }: MessageIn, name: string): string {
  return file.package !== "" && name.startsWith(`${file.package}.`) ? name.slice(file.package.length + 1) : `.${name}`;
}

/** How a field's presence and number of values appear in the data. */
export function cardinality(field: ProtoField): "singular" | "repeated" | "map" {
  return field.mapKey !== undefined ? "map" : field.label === "repeated" ? "repeated" : "singular";
}

export function isRequired(field: ProtoField, file: ProtoFile): boolean {
  if (field.label === "required") return true;
  return (
    file.syntax === "editions" &&
    (optionOf(field, "features.field_presence") ?? optionOf(file, "features.field_presence"))?.value === "LEGACY_REQUIRED"
  );
}

/** proto2 enums are closed, proto3 enums open, editions say so: https://protobuf.dev/programming-guides/enum/ */
export function isClosed({ held, file }: EnumIn): boolean {
  if (file.syntax !== "editions") return file.syntax === "proto2";
  return (optionOf(held, "features.enum_type") ?? optionOf(file, "features.enum_type"))?.value === "CLOSED";
}

/** Does the element's JSON form have to work (ALLOW), or is it best effort as in proto2? */
export function jsonAllowed(element: { options: ProtoField["options"] }, file: ProtoFile): boolean {
  if (file.syntax !== "editions") return file.syntax === "proto3";
  return (optionOf(element, "features.json_format") ?? optionOf(file, "features.json_format"))?.value !== "LEGACY_BEST_EFFORT";
}
