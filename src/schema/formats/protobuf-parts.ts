import type { Place } from "../schema-text.ts";
import { type Cursor, unquoted } from "./protobuf-cursor.ts";
import type { ProtoFile, ProtoOption, Reserved } from "./protobuf-model.ts";

/** Where a statement stands: the file, what it is inside of, and how deep. */
export interface Scope {
  cursor: Cursor;
  file: ProtoFile;
  pointer: string;
  /** Names of the messages around it. */
  path: string;
  depth: number;
}

const maxDepth = 64;

/** Notes where a pointer stands; the first place stays. */
export function mark(file: ProtoFile, pointer: string, { line, column }: Place): string {
  if (!file.places.has(pointer)) file.places.set(pointer, { line, column });
  return pointer;
}

/** A pointer below another for something numbered; a number that is used twice gets the name as well. */
export function numbered(file: ProtoFile, parent: string, number: number, name: string): string {
  const pointer = `${parent}/${number}`;
  return file.places.has(pointer) ? `${pointer}/${name}` : pointer;
}

export function inner(scope: Scope, name: string, start: Place): Scope {
  if (scope.depth >= maxDepth) scope.cursor.fail(`nested deeper than ${maxDepth} levels`, start);
  const path = scope.path === "" ? name : `${scope.path}.${name}`;
  return { ...scope, path, pointer: mark(scope.file, `${scope.pointer}/${name}`, start), depth: scope.depth + 1 };
}

export function reserved(scope: Scope, into: Reserved, start: Place, max: number): void {
  const { cursor, file } = scope;
  const pointer = mark(file, `${scope.pointer}/reserved/${into.ranges.length + into.names.length}`, start);
  do {
    const token = cursor.peek() ?? cursor.fail("the file ends in a reserved statement");
    if (token.kind === "string" || token.kind === "word")
      into.names.push({ name: token.kind === "string" ? unquoted(cursor.take()) : cursor.take().text, pointer });
    else {
      const from = cursor.integer("a number or a name");
      const to = cursor.accept("to") ? (cursor.accept("max") ? max : cursor.integer("the end of the range")) : from;
      into.ranges.push({ from, to, pointer });
    }
  } while (cursor.accept(","));
  cursor.expect(";");
}

export function optionStatement(scope: Scope, start: Place): ProtoOption {
  const option = assignment(scope, scope.pointer, start);
  scope.cursor.expect(";");
  return option;
}

export function bracketOptions(scope: Scope, pointer: string): ProtoOption[] {
  const { cursor } = scope;
  const found: ProtoOption[] = [];
  if (!cursor.accept("[")) return found;
  do found.push(assignment(scope, pointer, cursor.peek() ?? cursor.fail("options are never closed")));
  while (cursor.accept(","));
  cursor.expect("]");
  return found;
}

function assignment(scope: Scope, pointer: string, start: Place): ProtoOption {
  const { cursor, file } = scope;
  let name = "";
  while (cursor.peek()?.text !== "=") {
    if (cursor.peek()?.kind === "string" || [";", "{", "]"].includes(cursor.peek()?.text ?? ";"))
      cursor.fail("an option needs a name and a value");
    name += cursor.take().text;
  }
  cursor.expect("=");
  const parts: string[] = [];
  for (let depth = 0; depth > 0 || ![",", ";", "]"].includes(cursor.peek()?.text ?? ";");) {
    const token = cursor.take();
    if (token.kind === "symbol") depth += "{[<(".includes(token.text) ? 1 : "}]>)".includes(token.text) ? -1 : 0;
    parts.push(token.text);
  }
  return { name, value: parts.join(" "), pointer: mark(file, `${pointer}/option/${name}`, start) };
}

export function skipBlock(cursor: Cursor): void {
  cursor.expect("{");
  for (let depth = 1; depth > 0;) {
    const { text, kind } = cursor.take();
    if (kind === "symbol") depth += text === "{" ? 1 : text === "}" ? -1 : 0;
  }
}
