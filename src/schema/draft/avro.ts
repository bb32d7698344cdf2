import type { AvroType } from "../formats/avro.ts";
import { parseAvro } from "../formats/avro.ts";
import type { SchemaText } from "../schema-text.ts";
import type { Draft } from "./draft.ts";

export function avroDraft(schema: SchemaText): Draft {
  return draftOf(parseAvro(schema).root);
}

/** Values as avsc takes them, unions bare: https://avro.apache.org/docs/current/specification/ */
function draftOf(type: AvroType): Draft {
  const logical = "logical" in type ? type.logical?.type : undefined;
  switch (type.kind) {
    case "record":
      return {
        kind: "object",
        fields: type.fields.map((field) => {
          const nullable = field.type.kind === "union" && field.type.branches.some(({ kind }) => kind === "null");
          return { name: field.name, optional: nullable, ...(nullable && { absent: null }), draft: () => draftOf(field.type) };
        }),
      };
    case "union": {
      const branch = type.branches.find(({ kind }) => kind !== "null");
      return branch === undefined ? { kind: "null" } : draftOf(branch);
    }
    case "enum":
      return { kind: "one-of", values: type.symbols };
    case "array":
      return { kind: "list", item: () => draftOf(type.items), least: 1 };
    case "map":
      return { kind: "map", value: () => draftOf(type.values) };
    case "fixed":
      return { kind: "bytes", length: type.size, as: "buffer" };
    case "bytes":
      return { kind: "bytes", length: logical === "decimal" ? 1 : 4, as: "buffer" };
    case "boolean":
      return { kind: "boolean" };
    case "null":
      return { kind: "null" };
    case "string":
      return { kind: "text", ...(logical === "uuid" && { format: "uuid" }) };
    case "int":
      return logical === "date"
        ? { kind: "moment", unit: "days" }
        : logical === "time-millis"
          ? { kind: "moment", unit: "ms-of-day" }
          : { kind: "number", integer: true, most: 2 ** 31 - 1 };
    case "long":
      if (logical?.endsWith("timestamp-millis")) return { kind: "moment", unit: "ms" };
      if (logical?.endsWith("timestamp-micros")) return { kind: "moment", unit: "us" };
      return logical === "time-micros" ? { kind: "moment", unit: "us-of-day" } : { kind: "number", integer: true };
    case "float":
    case "double":
      return { kind: "number", integer: false };
    default:
      return { kind: "impossible", why: `the type ${type.name} is defined nowhere` };
  }
}
