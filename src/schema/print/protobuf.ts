import { pascal, type Shape } from "../field.ts";

const scalars: Partial<Record<Shape["type"], string>> = {
  string: "string",
  int: "int32",
  long: "int64",
  float: "float",
  double: "double",
  boolean: "bool",
  bytes: "bytes",
  uuid: "string",
  date: "string",
  decimal: "string",
};

/** A proto3 file for the whole event. */
export function printProtobuf(name: string, namespace: string, eventType: string, version: string, shapes: readonly Shape[]): string {
  const imports = usesTimestamp(shapes) ? ['import "google/protobuf/timestamp.proto";', ""] : [];
  return [
    `// ${eventType}, version ${version}`,
    'syntax = "proto3";',
    "",
    `package ${namespace}.v${version.split(".")[0]!};`,
    "",
    ...imports,
    ...messageLines(name, shapes, ""),
    "",
  ].join("\n");
}

function messageLines(name: string, shapes: readonly Shape[], indent: string): string[] {
  const inner = `${indent}  `;
  const held = shapes.flatMap((shape) => heldLines(shape, inner));
  const fields = shapes.flatMap((shape, index) => fieldLines(shape, index + 1, inner));
  return [`${indent}message ${name} {`, ...fields, ...(held.length > 0 ? ["", ...held] : []), `${indent}}`];
}

/** One field with its comment. */
export function fieldLines(shape: Shape, number: number, indent: string): string[] {
  const type = typeOf(shape);
  const label = shape.many === "list" ? "repeated " : shape.many === "one" && shape.optional ? "optional " : "";
  const whole = shape.many === "map" ? `map<string, ${type}>` : `${label}${type}`;
  return [...comment(shape.doc, indent), `${indent}${whole} ${shape.name} = ${number};`];
}

/** The message or enum that a field needs, nested beside it. */
export function heldLines(shape: Shape, indent: string): string[] {
  if (shape.type === "object") return messageLines(heldTypeName(shape), shape.fields, indent);
  if (shape.type !== "enum") return [];
  const values = [`${enumPrefix(shape)}UNSPECIFIED`, ...protoValues(shape)];
  return [`${indent}enum ${heldTypeName(shape)} {`, ...values.map((value, index) => `${indent}  ${value} = ${index};`), `${indent}}`];
}

/** Values of one enum share a prefix, for all enums of a message share their names. */
export function protoValues(shape: Shape): string[] {
  return shape.values.map((value) => `${enumPrefix(shape)}${value.toUpperCase()}`);
}

function enumPrefix(shape: Shape): string {
  return `${shape.name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase()}_`;
}

function heldTypeName(shape: Shape): string {
  const name = pascal(shape.name);
  return name === shape.name ? `${name}Type` : name;
}

function typeOf(shape: Shape): string {
  if (shape.type === "timestamp") return shape.iso ? "string" : "google.protobuf.Timestamp";
  return scalars[shape.type] ?? heldTypeName(shape);
}

function comment(doc: string | undefined, indent: string): string[] {
  return doc === undefined ? [] : doc.split("\n").map((line) => `${indent}// ${line}`.trimEnd());
}

export function usesTimestamp(shapes: readonly Shape[]): boolean {
  return shapes.some((shape) => (shape.type === "timestamp" && !shape.iso) || usesTimestamp(shape.fields));
}
