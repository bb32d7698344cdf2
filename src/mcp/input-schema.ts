import * as z from "zod";
import { describedAs, innermost, isSchemaSource } from "../zod-shape.ts";

type Json = Record<string, unknown>;

export interface InputSchema {
  type: "object";
  properties: Record<string, Json>;
  required?: string[];
  [key: string]: unknown;
}

/**
 * The JSON Schema of a tool's input, as short as its meaning allows: every client pays for each byte in every session.
 * The root is a plain object; objects further in are told in words; limits and unknown keys are left to our own parser, which names them.
 */
export function inputSchema(input: z.ZodObject): InputSchema {
  const fields = fieldsOf(input);
  const required = fields.filter(([, field]) => !isOptional(field)).map(([name]) => name);
  const told = new Set<string>();
  const properties = Object.fromEntries(fields.map(([name, field]) => [name, jsonOf(field, told)]));
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

/** `told`: the shapes that an earlier field has named already. */
function jsonOf(schema: z.ZodType, told: Set<string>): Json {
  const forms = innermost(schema);
  const shapes = forms.filter((form) => form instanceof z.ZodObject).map((form) => signature(form, !isSchemaSource(schema)));
  const shape = shapes.join("|");
  const parts = [describedAs(schema), told.has(shape) ? undefined : shape].filter((part) => part !== undefined && part !== "");
  const description = parts.length > 1 ? `${parts[0]!.replace(/\.$/, "")}: ${parts[1]}` : parts[0];
  told.add(shape);
  const fallback = schema instanceof z.ZodDefault ? { default: schema.def.defaultValue } : {};
  return { ...typeOf(forms, told), ...fallback, ...(description !== undefined && { description }) };
}

function typeOf(forms: z.ZodType[], told: Set<string>): Json {
  if (forms.every((form) => form instanceof z.ZodObject || form instanceof z.ZodRecord)) return { type: "object" };
  const [form] = forms;
  if (forms.length > 1) {
    const values = forms.flatMap((each) => (each instanceof z.ZodLiteral ? [...each.values] : []));
    return values.length === forms.length ? { enum: values } : { anyOf: forms.map((each) => typeOf([each], told)) };
  }
  if (form instanceof z.ZodEnum) return { type: "string", enum: form.options };
  if (form instanceof z.ZodLiteral) return { enum: [...form.values] };
  if (form instanceof z.ZodArray) return { type: "array", items: jsonOf(form.element as z.ZodType, told) };
  if (form instanceof z.ZodNumber) return { type: form.format === "safeint" ? "integer" : "number" };
  if (form instanceof z.ZodBoolean) return { type: "boolean" };
  return form instanceof z.ZodString || form instanceof z.ZodStringFormat ? { type: "string" } : {};
}

/** `{name,type,optional?}`, then what the required fields say of themselves. */
function signature(form: z.ZodObject, withMeaning: boolean): string {
  const fields = fieldsOf(form);
  const names = fields.map(([name, field]) => (isOptional(field) ? `${name}?` : name));
  const meant = withMeaning ? fields.filter(([, field]) => !isOptional(field) && describedAs(field) !== undefined) : [];
  return `{${names.join(",")}}${meant.map(([name, field]) => `; ${name}: ${describedAs(field)}`).join("")}`;
}

function fieldsOf(object: z.ZodObject): [string, z.ZodType][] {
  return Object.entries(object.shape) as [string, z.ZodType][];
}

function isOptional(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}
