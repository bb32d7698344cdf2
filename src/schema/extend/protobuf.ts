import type { SchemaText } from "../../model/schema-text.ts";
import { type Extended, nextMinor } from "./extended.ts";
import type { Shape } from "../field.ts";
import { allMessages, isReserved, type ProtoFile, type ProtoMessage } from "../formats/protobuf-model.ts";
import { parseProtoFile } from "../formats/protobuf.ts";
import { fieldLines, heldLines, usesTimestamp } from "../print/protobuf.ts";
import { refuseTaken, unreadable } from "./taken.ts";

const header = /^(\/\/ [\w.]+, version )(\d+\.\d+)$/m;

/** Adds fields with new numbers to the message of the field `data`, or to the first message without one. */
export function extendProtobuf(previous: SchemaText, shapes: readonly Shape[]): Extended {
  const file = parseProtoFile(previous.text, previous.name, "");
  const message = payload(file);
  if (message === undefined) throw unreadable(previous.name, "it has no message");
  const taken = [...message.fields, ...message.reserved.names, ...message.messages, ...message.enums].map(({ name }) => name);
  refuseTaken(shapes, new Set(taken), `Message ${message.path}`);
  const indent = "  ".repeat(message.path.split(".").length);
  let number = Math.max(0, ...message.fields.map((field) => field.number));
  const lines = shapes.flatMap((shape) => {
    number = nextFree(message, number + 1);
    return [...heldLines(shape, indent), ...fieldLines(shape, number, indent)];
  });
  const start = previous.text.slice(0, message.end).trimEnd();
  let text = `${start}\n${lines.join("\n")}\n${indent.slice(2)}${previous.text.slice(message.end)}`;
  const missing = usesTimestamp(shapes) && !file.imports.includes("google/protobuf/timestamp.proto");
  if (missing) text = withImport(text);
  const version = header.exec(text)?.[2];
  const next = version === undefined ? undefined : nextMinor(version);
  if (next === undefined) return { text, notes: [] };
  return { text: text.replace(header, `$1${next}`), eventVersion: next, notes: [] };
}

function payload(file: ProtoFile): ProtoMessage | undefined {
  const root = file.messages[0];
  const type = root?.fields.find(({ name, mapKey }) => name === "data" && mapKey === undefined)?.type;
  const held = type === undefined ? undefined : allMessages(file).find(({ path }) => [type, `${root!.path}.${type}`].includes(path));
  return held ?? root;
}

function nextFree(message: ProtoMessage, from: number): number {
  let number = from;
  while (isReserved(message.reserved, number) || (number >= 19_000 && number <= 19_999)) number++;
  return number;
}

/** After the last import, else after the package or syntax statement. */
function withImport(text: string): string {
  const lines = text.split("\n");
  const last = (word: RegExp) => lines.findLastIndex((line) => word.test(line));
  const imported = last(/^import\b/);
  const at = imported >= 0 ? imported : Math.max(last(/^package\b/), last(/^(syntax|edition)\b/));
  return [
    ...lines.slice(0, at + 1),
    ...(imported >= 0 ? [] : [""]),
    'import "google/protobuf/timestamp.proto";',
    ...lines.slice(at + 1),
  ].join("\n");
}
