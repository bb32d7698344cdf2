import type { Place } from "../schema-text.ts";
import { cursorOf, unquoted } from "./protobuf-cursor.ts";
import { checkFile } from "./protobuf-valid.ts";
import type { ProtoEnum, ProtoField, ProtoFile, ProtoMessage, ProtoOption } from "./protobuf-model.ts";
import { bracketOptions, inner, mark, numbered, optionStatement, reserved, type Scope, skipBlock } from "./protobuf-parts.ts";
import { service } from "./protobuf-services.ts";

const maxNumber = 2 ** 29 - 1;
const maxEnum = 2 ** 31 - 1;

/**
 * Reads one .proto file, proto2, proto3 or editions, with the place of every element. Imports are named, not followed;
 * extensions are read over. Throws PARSE_FAILED: https://protobuf.dev/reference/protobuf/edition-2023-spec/
 */
export function parseProtoFile(text: string, file: string, prefix: string): ProtoFile {
  const cursor = cursorOf(text, file);
  const result: ProtoFile = {
    file,
    syntax: "proto2",
    package: "",
    prefix,
    imports: [],
    options: [],
    messages: [],
    enums: [],
    services: [],
    places: new Map([[prefix, { line: 1, column: 1 }]]),
  };
  const scope: Scope = { cursor, file: result, pointer: prefix, path: "", depth: 0 };
  while (cursor.peek() !== undefined) topLevel(scope);
  checkFile(result, (message, pointer) => cursor.fail(message, result.places.get(pointer)));
  return result;
}

function topLevel(scope: Scope): void {
  const { cursor, file } = scope;
  const start = cursor.take();
  switch (start.text) {
    case ";":
      return;
    case "syntax":
    case "edition": {
      cursor.expect("=");
      const value = unquoted(cursor.take());
      if (start.text === "syntax" && value !== "proto2" && value !== "proto3") cursor.fail(`unknown syntax "${value}"`, start);
      file.syntax = start.text === "edition" ? "editions" : (value as "proto2" | "proto3");
      return void cursor.expect(";");
    }
    case "package":
      file.package = cursor.typeName().text;
      mark(file, `${file.prefix}/package`, start);
      return void cursor.expect(";");
    case "import":
      for (const word of ["public", "weak", "option"]) cursor.accept(word);
      file.imports.push(unquoted(cursor.take()));
      return void cursor.expect(";");
    case "option":
      return void file.options.push(optionStatement(scope, start));
    case "extend":
      cursor.typeName();
      return skipBlock(cursor);
    case "service":
      return void file.services.push(service(scope, start));
    case "export":
    case "local":
      return definition(scope, cursor.take(), file);
    default:
      return definition(scope, start, file);
  }
}

function definition(scope: Scope, start: { text: string } & Place, into: { messages: ProtoMessage[]; enums: ProtoEnum[] }): void {
  if (start.text === "message") into.messages.push(message(scope, start, scope.cursor.word("the name of the message").text));
  else if (start.text === "enum") into.enums.push(enumeration(scope, start));
  else scope.cursor.fail(`unexpected "${start.text}"`, start);
}

function message(scope: Scope, start: Place, name: string): ProtoMessage {
  const { cursor } = scope;
  const within = inner(scope, name, start);
  const result: ProtoMessage = {
    name,
    path: within.path,
    pointer: within.pointer,
    options: [],
    fields: [],
    oneofs: [],
    messages: [],
    enums: [],
    reserved: { ranges: [], names: [] },
    end: 0,
  };
  cursor.expect("{");
  for (;;) {
    const close = cursor.accept("}");
    if (close !== undefined) return { ...result, end: close.offset };
    member(within, result);
  }
}

function member(scope: Scope, into: ProtoMessage): void {
  const { cursor } = scope;
  const start = cursor.peek() ?? cursor.fail("a message is never closed");
  const [second, third] = [cursor.peek(1), cursor.peek(2)];
  if (cursor.accept(";")) return;
  if ((start.text === "export" || start.text === "local") && third?.kind === "word") {
    cursor.take();
    return definition(scope, cursor.take(), into);
  }
  if (["message", "enum"].includes(start.text) && third?.text === "{") return definition(scope, cursor.take(), into);
  if (start.text === "oneof" && third?.text === "{") return oneof(scope, into);
  if (start.text === "option" && (second?.kind === "word" || second?.text === "(") && second.text !== "=") {
    cursor.take();
    return void into.options.push(optionStatement(scope, start));
  }
  if (start.text === "extend") {
    cursor.take();
    cursor.typeName();
    return skipBlock(cursor);
  }
  if (start.text === "extensions" && second?.kind === "number") {
    while (cursor.take().text !== ";");
    return;
  }
  if (start.text === "reserved" && (second?.kind !== "word" || third?.text === "," || third?.text === ";")) {
    cursor.take();
    return reserved(scope, into.reserved, start, maxNumber);
  }
  field(scope, into);
}

function oneof(scope: Scope, into: ProtoMessage): void {
  const { cursor, file } = scope;
  const start = cursor.take();
  const name = cursor.word("the name of the oneof").text;
  const result = { name, pointer: mark(file, `${into.pointer}/oneof/${name}`, start), options: [] as ProtoOption[] };
  into.oneofs.push(result);
  cursor.expect("{");
  while (!cursor.accept("}")) {
    if (cursor.accept(";")) continue;
    const first = cursor.peek()!;
    if (first?.text === "option" && cursor.peek(1)?.text !== "=") {
      cursor.take();
      result.options.push(optionStatement(scope, first));
    } else field(scope, into, name);
  }
}

function field(scope: Scope, into: ProtoMessage, inOneof?: string): void {
  const { cursor, file } = scope;
  const start = cursor.peek() ?? cursor.fail("a message is never closed");
  const label = ["optional", "required", "repeated"].find(
    (word) => cursor.peek()?.text === word && cursor.peek(1)?.text !== "=" && cursor.accept(word),
  );
  const typeToken = cursor.peek()!;
  const isMap = typeToken?.text === "map" && cursor.peek(1)?.text === "<";
  let mapKey: string | undefined;
  let type: string;
  if (isMap) {
    cursor.take();
    cursor.expect("<");
    mapKey = cursor.typeName().text;
    cursor.expect(",");
    type = cursor.typeName().text;
    cursor.expect(">");
  } else type = cursor.typeName().text;
  const name = cursor.word("the name of the field");
  cursor.expect("=");
  const numberToken = cursor.peek() ?? start;
  const number = cursor.integer("a field number");
  const pointer = mark(file, numbered(file, into.pointer, number, name.text), start);
  mark(file, `${pointer}/type`, typeToken);
  mark(file, `${pointer}/name`, name);
  mark(file, `${pointer}/number`, numberToken);
  const options = bracketOptions(scope, pointer);
  const group = type === "group" && cursor.peek()?.text === "{";
  const result: ProtoField = {
    name: group ? name.text.toLowerCase() : name.text,
    number,
    type: group ? name.text : type,
    pointer,
    options,
    ...(label !== undefined && { label: label as "optional" | "required" | "repeated" }),
    ...(mapKey !== undefined && { mapKey }),
    ...(inOneof !== undefined && { oneof: inOneof }),
    ...(group && { group }),
  };
  into.fields.push(result);
  if (group) into.messages.push(message(scope, start, name.text));
  else cursor.expect(";");
}

function enumeration(scope: Scope, start: Place): ProtoEnum {
  const { cursor, file } = scope;
  const name = cursor.word("the name of the enum").text;
  const within = inner(scope, name, start);
  const result: ProtoEnum = {
    name,
    path: within.path,
    pointer: within.pointer,
    options: [],
    values: [],
    reserved: { ranges: [], names: [] },
  };
  cursor.expect("{");
  while (!cursor.accept("}")) {
    if (cursor.accept(";")) continue;
    const first = cursor.word("the name of an enum value");
    if (first.text === "option" && cursor.peek()?.text !== "=") result.options.push(optionStatement(within, first));
    else if (first.text === "reserved" && cursor.peek()?.text !== "=") reserved(within, result.reserved, first, maxEnum);
    else {
      cursor.expect("=");
      const numberToken = cursor.peek() ?? first;
      const number = cursor.integer("the number of an enum value");
      const pointer = mark(file, numbered(file, result.pointer, number, first.text), first);
      mark(file, `${pointer}/number`, numberToken);
      result.values.push({ name: first.text, number, pointer, options: bracketOptions(within, pointer) });
      cursor.expect(";");
    }
  }
  return result;
}
