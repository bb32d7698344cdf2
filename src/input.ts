import type * as z from "zod";
import { nearest } from "./model/nearest.ts";
import { ToolError } from "./tool.ts";
import { childOf, innermost, keysOf } from "./zod-shape.ts";

type Issue = z.core.$ZodIssue;

/** Parses strictly; the error names the key, what was expected, and the nearest known key. */
export function parseStrictly(name: string, schema: z.ZodObject, raw: unknown): Record<string, unknown> {
  const result = schema.safeParse(raw ?? {});
  if (result.success) return result.data;
  const lines = result.error.issues.flatMap((issue) => describe(issue, [], schema, raw));
  throw new ToolError("INVALID_INPUT", `${name}: ${[...new Set(lines)].join(" ")}`, "The arguments do not fit the input schema.");
}

function describe(issue: Issue, above: PropertyKey[], schema: z.ZodType, raw: unknown): string[] {
  const path = [...above, ...issue.path];
  const at = path.length > 0 ? `"${path.join(".")}"` : "";
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, at, keysAt(schema, path)));
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const best = bestBranch(issue.errors, valueAt(raw, path));
    if (best) return best.flatMap((inner) => describe(inner, path, schema, raw));
    const value = valueAt(raw, path);
    if (value !== undefined) return [`${at}: must be one of ${formsAt(schema, path).join(", ")}${meantAt(schema, path, value)}.`];
  }
  const value = valueAt(raw, path);
  if (value === undefined && path.length > 0) return [`${at} is missing${hintAt(schema, path)}.`];
  if (issue.code === "invalid_value") {
    const known = issue.values.map(String);
    const suggestion = typeof value === "string" ? nearest(value, known) : undefined;
    return [`${at}: ${JSON.stringify(value)} is not one of ${known.join(", ")}${suggestion ? `; did you mean "${suggestion}"?` : "."}`];
  }
  if (issue.code === "too_small" && issue.origin === "string" && path.length > 0) {
    return [`${at} needs at least ${issue.minimum} character${issue.minimum === 1 ? "" : "s"}${hintAt(schema, path)}.`];
  }
  const hint = issue.code === "invalid_format" && !issue.message.startsWith("must") ? hintAt(schema, path) : "";
  return [at === "" ? `${issue.message}.` : `${at}: ${issue.message}${hint}.`];
}

function unknownKey(key: string, at: string, known: string[]): string {
  const suggestion = nearest(key, known);
  const hint = suggestion ? `; did you mean "${suggestion}"?` : known.length > 0 ? `; known keys are ${known.join(", ")}.` : ".";
  return `${at === "" ? "" : `${at}: `}unknown key "${key}"${hint}`;
}

/** Of a union's branches the one that the value was meant for; undefined when it has none of their types. */
function bestBranch(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  if (value === null || typeof value !== "object" || Object.keys(value).length === 0) return undefined;
  const fitting = branches.filter((issues) => !issues.some((issue) => issue.path.length === 0 && issue.code === "invalid_type"));
  const weight = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
  return fitting.sort((a, b) => weight(a) - weight(b))[0];
}

function schemasAt(schema: z.ZodType, path: PropertyKey[]): z.ZodType[] {
  return path.reduce<z.ZodType[]>((schemas, key) => schemas.flatMap((each) => childOf(each, key)), [schema]);
}

function keysAt(schema: z.ZodType, path: PropertyKey[]): string[] {
  return [...new Set(schemasAt(schema, path).flatMap(keysOf))];
}

function formsAt(schema: z.ZodType, path: PropertyKey[]): string[] {
  const forms = schemasAt(schema, path).flatMap((each) => innermost(each));
  return forms.map((form) => (keysOf(form).length > 0 ? `{${keysOf(form).join(", ")}}` : `a ${form.def.type}`));
}

/** A word where an object with a path is wanted. */
function meantAt(schema: z.ZodType, path: PropertyKey[], value: unknown): string {
  return typeof value === "string" && keysAt(schema, path).includes("path") ? `; a file is ${JSON.stringify({ path: value })}` : "";
}

function hintAt(schema: z.ZodType, path: PropertyKey[]): string {
  const text = schemasAt(schema, path).map((each) => each.description)[0];
  return text ? ` (${text.replace(/\.$/, "")})` : "";
}

function valueAt(raw: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], raw);
}
