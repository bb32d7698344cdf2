import type * as z from "zod";
import { parseSchemaSource } from "../workspace/schema-source.ts";
import { type Flag, literalOf } from "./flags.ts";
import { locateJsonError } from "./json-error.ts";
import { usage, type Words } from "./parse.ts";

/** What the flags of one command say, as the input that its schema parses. */
export async function valuesOf(
  words: Words,
  flags: readonly Flag[],
  input: z.ZodObject,
  stdin: () => Promise<string>,
): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  const samePath = soleFile(words, flags);
  for (const flag of flags) {
    const given = words.given.get(flag.field);
    if (given === undefined) continue;
    const convert = async (word: string) => (flag.kind === "source" ? source(word, flag, samePath, stdin) : simple(word, flag, input));
    if (!flag.many) values[flag.field] = await convert(given.at(-1)!);
    else
      values[flag.field] = (await Promise.all(given.map(async (word) => list(word) ?? Promise.all(parts(word, flag).map(convert))))).flat();
  }
  return values;
}

function simple(word: string, flag: Flag, input: z.ZodObject): unknown {
  if (flag.kind === "boolean") return word === "true";
  if (flag.kind === "choice") return literalOf(input, flag, word);
  if (flag.kind === "number") {
    const number = word.trim() === "" ? Number.NaN : Number(word);
    if (Number.isNaN(number)) throw usage(`--${flag.name} needs a number, not "${word}".`, `Write --${flag.name} 10.`);
    return number;
  }
  return flag.kind === "json" ? json(word, flag) : word;
}

/** A whole JSON array stands for all the entries at once. */
function list(word: string): unknown[] | undefined {
  if (!word.startsWith("[")) return undefined;
  try {
    return JSON.parse(word) as unknown[];
  } catch {
    return undefined;
  }
}

/** Commas separate where no single value can hold one. */
function parts(word: string, flag: Flag): string[] {
  return flag.kind === "choice" || flag.kind === "number" ? word.split(",").filter((part) => part !== "") : [word];
}

function json(word: string, flag: Flag): unknown {
  if (flag.orText && !/^[{["]/.test(word)) return word;
  try {
    return JSON.parse(word);
  } catch {
    const { column, message } = locateJsonError(word);
    throw usage(`--${flag.name} needs JSON; column ${column}: ${message}.`, `Quote it for the shell: --${flag.name} '${example(flag)}'.`);
  }
}

function example({ keys, many }: Flag): string {
  const required = keys.flatMap((key) => (key.required ? [key.name] : []));
  const pairs = (required.length > 0 ? required : ["key"]).map((key) => `"${key}": "…"`);
  return many ? `[{${pairs.join(", ")}}]` : `{${pairs.join(", ")}}`;
}

async function source(word: string, flag: Flag, samePath: string | undefined, stdin: () => Promise<string>): Promise<unknown> {
  if (word.startsWith("{")) return json(word, { ...flag, orText: false });
  const parsed = parseSchemaSource(word, samePath);
  if (parsed === "stdin") return { text: await stdin() };
  if (parsed) return parsed;
  throw usage(`--${flag.name}: "${word}" names no schema.`, "Write PATH, git:REF:PATH, registry:SUBJECT[@VERSION] or - for stdin.");
}

/** The one file among the schema sources of the call: what `git:REF` without a path means. */
function soleFile(words: Words, flags: readonly Flag[]): string | undefined {
  const given = flags.filter((flag) => flag.kind === "source").flatMap((flag) => words.given.get(flag.field) ?? []);
  const paths = given.filter((word) => !/^(-$|git:|registry:|\{|\[)/.test(word));
  return paths.length === 1 ? paths[0] : undefined;
}
