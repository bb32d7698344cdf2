import type { Place } from "../schema-text.ts";

export interface ProtoOption {
  /** Parentheses kept, blanks removed: `features.enum_type`, `(my.option)`. */
  name: string;
  /** Source text of the value, tokens joined by blanks. */
  value: string;
  pointer: string;
}

interface Element {
  name: string;
  /** `/Outer/Inner`, `/Order/3` for field 3, `/Status/1` for an enum's value 1; after `<file>#` in a tree of files. */
  pointer: string;
  options: ProtoOption[];
}

export interface ProtoField extends Element {
  number: number;
  /** As written; for a map the value's type. */
  type: string;
  mapKey?: string;
  label?: "optional" | "required" | "repeated";
  oneof?: string;
  group?: boolean;
}

export interface Reserved {
  /** Inclusive. */
  ranges: { from: number; to: number; pointer: string }[];
  names: { name: string; pointer: string }[];
}

export interface ProtoMessage extends Element {
  /** Without the package. */
  path: string;
  fields: ProtoField[];
  oneofs: Element[];
  messages: ProtoMessage[];
  enums: ProtoEnum[];
  reserved: Reserved;
  /** Offset of the closing brace. */
  end: number;
}

export interface ProtoValue extends Element {
  number: number;
}

export interface ProtoEnum extends Element {
  path: string;
  values: ProtoValue[];
  reserved: Reserved;
}

export interface ProtoRpc extends Element {
  request: string;
  response: string;
  clientStreaming: boolean;
  serverStreaming: boolean;
}

export interface ProtoService extends Element {
  rpcs: ProtoRpc[];
}

export interface ProtoFile {
  file: string;
  syntax: "proto2" | "proto3" | "editions";
  /** Empty without one. */
  package: string;
  /** Prefix of every pointer into this file: empty, or `<file>#`. */
  prefix: string;
  imports: string[];
  options: ProtoOption[];
  messages: ProtoMessage[];
  enums: ProtoEnum[];
  services: ProtoService[];
  places: Map<string, Place>;
}

/** Every message of a file, nested ones after their parents. */
export function allMessages(file: { messages: ProtoMessage[] }): ProtoMessage[] {
  return file.messages.flatMap((message) => [message, ...allMessages(message)]);
}

export function allEnums(file: { enums: ProtoEnum[]; messages: ProtoMessage[] }): ProtoEnum[] {
  return [...file.enums, ...file.messages.flatMap(allEnums)];
}

export function optionOf(element: { options: ProtoOption[] }, name: string): ProtoOption | undefined {
  return element.options.findLast((option) => option.name === name);
}

export function isReserved(reserved: Reserved, number: number): boolean {
  const spans = merged(reserved);
  let [low, high] = [0, spans.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [from, to] = spans[middle]!;
    if (number < from) high = middle - 1;
    else if (number > to) low = middle + 1;
    else return true;
  }
  return false;
}

const spansOf = new WeakMap<Reserved, [number, number][]>();

/** The ranges in order and joined; read once they are complete. */
function merged(reserved: Reserved): [number, number][] {
  const known = spansOf.get(reserved);
  if (known !== undefined) return known;
  const spans: [number, number][] = [];
  for (const { from, to } of [...reserved.ranges].sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
  }
  spansOf.set(reserved, spans);
  return spans;
}
