import * as z from "zod";

export const fieldTypes = [
  "string",
  "int",
  "long",
  "float",
  "double",
  "boolean",
  "bytes",
  "uuid",
  "timestamp",
  "date",
  "decimal",
  "enum",
  "object",
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** One field of an event's payload, as callers state it. */
export interface Field {
  name: string;
  /** A field type, with `[]` for a list or `{}` for a map of it. */
  type: string;
  optional?: boolean | undefined;
  doc?: string | undefined;
  values?: string[] | undefined;
  fields?: Field[] | undefined;
  precision?: number | undefined;
  scale?: number | undefined;
}

const typePattern = new RegExp(`^(${fieldTypes.join("|")})(\\[\\]|\\{\\})?$`);

export const Field: z.ZodType<Field> = z.lazy(() =>
  z.strictObject({
    name: z.string().min(1),
    type: z
      .string()
      .regex(typePattern, `must be one of ${fieldTypes.join(", ")}, with [] for a list or {} for a map`)
      .describe("string, long, decimal, timestamp, uuid, enum, object …; with [] or {} a list or map"),
    optional: z.boolean().optional(),
    doc: z.string().optional(),
    values: z.array(z.string()).min(1).optional().describe("Of an enum."),
    fields: z.array(Field).optional().describe("Of an object."),
    precision: z.number().int().min(1).max(38).optional(),
    scale: z.number().int().min(0).max(38).optional(),
  }),
);

/** A field as the printers take it: the type split up, nothing left open. */
export interface Shape {
  name: string;
  type: FieldType;
  many: "one" | "list" | "map";
  optional: boolean;
  /** The sample holds null there, so null must fit. */
  nullable?: boolean;
  doc?: string;
  values: string[];
  fields: Shape[];
  precision: number;
  scale: number;
  /** The only value, for a field of the envelope. */
  constant?: string;
  /** A pattern of its text, for a field of the envelope. */
  pattern?: string;
  /** A timestamp that is ISO 8601 text in every format. */
  iso?: boolean;
  /** A value from the caller's sample. */
  example?: unknown;
}

/** Splits up a stated field. */
export function shapeOf(field: Field): Shape {
  const [, type = "string", suffix = ""] = typePattern.exec(field.type) ?? [];
  return {
    name: field.name,
    type: type as FieldType,
    many: suffix === "[]" ? "list" : suffix === "{}" ? "map" : "one",
    optional: field.optional ?? false,
    ...(field.doc !== undefined && { doc: field.doc }),
    values: field.values ?? [],
    fields: (field.fields ?? []).map(shapeOf),
    precision: field.precision ?? 18,
    scale: field.scale ?? 2,
  };
}

/** `order_line` or `orderLine` -> `OrderLine`. */
export function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
}
