import { parseProtoFile } from "../formats/protobuf.ts";
import { allEnums, allMessages, type ProtoField, type ProtoFile, type ProtoMessage } from "../formats/protobuf-model.ts";
import type { SchemaText } from "../schema-text.ts";
import type { Draft } from "./draft.ts";

/** The first message that no other one of the file holds, in proto3 JSON: https://protobuf.dev/programming-guides/json/ */
export function protobufDraft(schema: SchemaText): Draft {
  const texts = Object.entries(schema.files ?? { [schema.name]: schema.text });
  const files = texts.map(([name, text]) => parseProtoFile(text, name, ""));
  const own = files[texts.findIndex(([name]) => name === schema.name)] ?? files[0];
  const held = new Set((own ? allMessages(own) : []).flatMap(({ fields }) => fields.map(({ type }) => type.split(".").at(-1)!)));
  const root = own?.messages.find(({ name }) => !held.has(name)) ?? own?.messages[0];
  if (root === undefined) return { kind: "impossible", why: `${schema.name} holds no message` };
  return messageDraft(root, files);
}

function messageDraft(message: ProtoMessage, files: readonly ProtoFile[]): Draft {
  const taken = new Set<string>();
  const fields = message.fields.filter(({ oneof }) => {
    const first = oneof === undefined || !taken.has(oneof);
    if (oneof !== undefined) taken.add(oneof);
    return first;
  });
  return {
    kind: "object",
    fields: fields.map((field) => ({
      name: camel(field),
      optional: field.label !== "required",
      draft: () => fieldDraft(field, message, files),
    })),
  };
}

function camel({ name, options }: ProtoField): string {
  const given = options.find((option) => option.name === "json_name")?.value;
  return given?.replaceAll('"', "") ?? name.replaceAll(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

function fieldDraft(field: ProtoField, message: ProtoMessage, files: readonly ProtoFile[]): Draft {
  const one = (): Draft => typeDraft(field.type, message, files);
  if (field.mapKey !== undefined) return { kind: "map", value: one };
  return field.label === "repeated" ? { kind: "list", least: 1, item: one } : one();
}

const wrappers: Record<string, string> = {
  StringValue: "string",
  BytesValue: "bytes",
  BoolValue: "bool",
  DoubleValue: "double",
  FloatValue: "float",
  Int32Value: "int32",
  Int64Value: "int64",
  UInt32Value: "uint32",
  UInt64Value: "uint64",
};

function typeDraft(type: string, message: ProtoMessage, files: readonly ProtoFile[]): Draft {
  const known = type.replace(/^\.?google\.protobuf\./, "");
  const plain = known === type ? type : (wrappers[known] ?? known);
  switch (plain) {
    case "string":
      return { kind: "text" };
    case "bool":
      return { kind: "boolean" };
    case "bytes":
      return { kind: "bytes", length: 4, as: "base64" };
    case "double":
    case "float":
      return { kind: "number", integer: false };
    case "Timestamp":
      return { kind: "text", format: "date-time" };
    case "Duration":
      return { kind: "one-of", values: ["5s"] };
    case "Struct":
    case "Empty":
      return { kind: "object", fields: [] };
  }
  // https://protobuf.dev/programming-guides/json/: 64-bit integers are texts.
  if (/^(u?int|s?fixed|sint|fixed)(32|64)$/.test(plain))
    return { kind: "number", integer: true, most: 2 ** 31 - 1, ...(plain.endsWith("64") && { quoted: true }) };
  const path = plain.replace(/^\./, "");
  const scopes = message.path.split(".").map((_, depth, parts) => parts.slice(0, parts.length - depth).join("."));
  for (const file of files) {
    const local = file.package !== "" && path.startsWith(`${file.package}.`) ? path.slice(file.package.length + 1) : path;
    const names = [...scopes.map((scope) => `${scope}.${local}`), local];
    const values = allEnums(file).find((each) => names.includes(each.path))?.values;
    if (values !== undefined) return { kind: "one-of", values: (values.length > 1 ? values.slice(1) : values).map(({ name }) => name) };
    const found = names.flatMap((name) => allMessages(file).find((each) => each.path === name) ?? [])[0];
    if (found !== undefined) return messageDraft(found, files);
  }
  return { kind: "impossible", why: `the type ${type} is defined nowhere` };
}
