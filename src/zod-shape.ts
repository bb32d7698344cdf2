import * as z from "zod";

/** The schema inside optional, default, nullable and the like; a pipe counts as what it reads. */
export function unwrap(schema: z.ZodType): z.ZodType {
  const inner = wrapped(schema);
  return inner === undefined ? schema : unwrap(inner);
}

function wrapped(schema: z.ZodType): z.ZodType | undefined {
  const def = schema.def as { type: string; innerType?: z.ZodType; in?: z.ZodType; getter?: () => z.ZodType };
  return def.innerType ?? (def.type === "pipe" ? def.in : def.type === "lazy" ? def.getter?.() : undefined);
}

/** The alternatives of a union, flattened; a schema that is none stands alone. */
export function innermost(schema: z.ZodType): z.ZodType[] {
  const inner = unwrap(schema);
  return inner instanceof z.ZodUnion ? inner.options.flatMap((option) => innermost(option as z.ZodType)) : [inner];
}

/** The keys of an object, or of all alternatives. */
export function keysOf(schema: z.ZodType): string[] {
  return innermost(schema).flatMap((form) => (form instanceof z.ZodObject ? Object.keys(form.shape) : []));
}

/** What a schema says about one key or index of its value. */
export function childOf(schema: z.ZodType, key: PropertyKey): z.ZodType[] {
  return innermost(schema).flatMap((form) => {
    if (form instanceof z.ZodObject) return Object.hasOwn(form.shape, key) ? [form.shape[key as string] as z.ZodType] : [];
    if (form instanceof z.ZodArray) return [form.element as z.ZodType];
    if (form instanceof z.ZodRecord) return [form.valueType as z.ZodType];
    return [];
  });
}

/** The nearest description: of the schema itself or of what it wraps. */
export function describedAs(schema: z.ZodType): string | undefined {
  const inner = wrapped(schema);
  return schema.description ?? (inner === undefined ? undefined : describedAs(inner));
}

/** A field that takes a schema source (`src/model/source.ts`), whatever its own description. */
export function isSchemaSource(schema: z.ZodType): boolean {
  const keys = keysOf(schema);
  return keys.includes("registry") && keys.includes("git") && keys.includes("text");
}
