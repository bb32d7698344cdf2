import * as z from "zod";
import { kebab } from "../run/command-line.ts";
import { describedAs, innermost, isSchemaSource, unwrap } from "../zod-shape.ts";

type FlagKind = "boolean" | "number" | "text" | "choice" | "source" | "json";

/** One flag of a command, derived from one field of its input schema. */
export interface Flag {
  /** The key in the input. */
  field: string;
  /** `--name`. */
  name: string;
  kind: FlagKind;
  /** Repeatable: the field is a list. */
  many: boolean;
  /** For kind choice. */
  choices: string[];
  /** For kind json: a word that is no JSON is taken as text. */
  orText: boolean;
  /** For kind json: the keys of the object that is wanted. */
  keys: { name: string; required: boolean; description: string | undefined }[];
  description: string;
  required: boolean;
  default: unknown;
}

export function flagsOf(input: z.ZodObject): Flag[] {
  return Object.entries(input.shape).map(([field, schema]) => flagOf(field, schema as z.ZodType));
}

function flagOf(field: string, schema: z.ZodType): Flag {
  const list = innermost(schema).find((form) => form instanceof z.ZodArray);
  const item = list === undefined ? schema : (list.element as z.ZodType);
  const forms = innermost(item);
  const kind = kindOf(item, forms);
  return {
    field,
    name: kebab(field),
    kind,
    many: list !== undefined,
    choices: kind === "choice" ? forms.flatMap(choicesOf) : [],
    orText: [...forms, ...innermost(schema)].some((form) => form instanceof z.ZodString),
    keys: kind === "json" ? forms.flatMap(keysIn) : [],
    description: describedAs(schema) ?? describedAs(item) ?? "",
    required: !schema.safeParse(undefined).success,
    default: defaultOf(schema),
  };
}

function kindOf(item: z.ZodType, forms: z.ZodType[]): FlagKind {
  if (isSchemaSource(item)) return "source";
  const all = (type: string) => forms.every((form) => form.def.type === type);
  if (all("boolean")) return "boolean";
  if (all("number") || all("int")) return "number";
  if (forms.every((form) => form instanceof z.ZodEnum || form instanceof z.ZodLiteral)) return "choice";
  if (forms.every((form) => form instanceof z.ZodString || form instanceof z.ZodEnum || form instanceof z.ZodStringFormat)) return "text";
  return "json";
}

function keysIn(form: z.ZodType): Flag["keys"] {
  if (!(form instanceof z.ZodObject)) return [];
  const fields = Object.entries(form.shape) as [string, z.ZodType][];
  return fields.map(([name, inner]) => ({ name, required: !inner.safeParse(undefined).success, description: describedAs(inner) }));
}

function choicesOf(form: z.ZodType): string[] {
  if (form instanceof z.ZodEnum) return form.options.map(String);
  return form instanceof z.ZodLiteral ? [...form.values].map(String) : [];
}

function defaultOf(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodDefault) return schema.def.defaultValue;
  return schema instanceof z.ZodOptional ? defaultOf(unwrapOnce(schema)) : undefined;
}

function unwrapOnce(schema: z.ZodOptional): z.ZodType {
  return schema.def.innerType as z.ZodType;
}

/** The value of a choice as its schema wants it: literals may be numbers or booleans. */
export function literalOf(input: z.ZodObject, flag: Flag, word: string): unknown {
  const literals = innermost(unwrap(input.shape[flag.field] as z.ZodType)).flatMap((form) =>
    form instanceof z.ZodLiteral ? [...form.values] : [],
  );
  return literals.find((literal) => String(literal) === word) ?? word;
}
