import type { NextCall } from "../model/answer.ts";
import { SchemaSource } from "../model/source.ts";
import { printSchemaSource } from "../workspace/schema-source.ts";

/** The flag of an input field: `stopWhen` is `--stop-when`. */
export function kebab(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll("_", "-");
}

/** A proposed call as a command that can be pasted into a POSIX shell. */
export function commandLine({ tool, args }: Pick<NextCall, "tool" | "args">): string {
  return ["godmode-event", tool, ...Object.entries(args).flatMap(([field, value]) => flags(kebab(field), value))].join(" ");
}

function flags(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "boolean") return [value ? `--${name}` : `--no-${name}`];
  // A word that begins like a list would be read as one.
  if (Array.isArray(value) && value.length > 0 && value.every((item) => word(item)?.startsWith("[") === false)) {
    return value.flatMap((item) => flags(name, item));
  }
  const text = word(value) ?? JSON.stringify(value);
  return [text.startsWith("-") ? `--${name}=${quote(text)}` : `--${name} ${quote(text)}`];
}

function word(value: unknown): string | undefined {
  if (typeof value !== "object") return typeof value === "string" ? value : JSON.stringify(value);
  const source = SchemaSource.safeParse(value);
  return source.success ? printSchemaSource(source.data) : undefined;
}

function quote(text: string): string {
  return /^[\w./:@=,+#-]+$/.test(text) && !text.startsWith("#") ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
