import { nearest } from "../model/nearest.ts";
import { ToolError } from "../tool.ts";
import type { Flag } from "./flags.ts";

export interface Words {
  /** Per field the words that were given, in order; a boolean's word is "true" or "false". */
  given: Map<string, string[]>;
  /** Arguments that belong to no flag. */
  bare: string[];
}

/** Sorts arguments by the flags of a command: `--x v`, `--x=v`, `--bool`, `--no-bool`, `--` before bare ones. */
export function parseWords(argv: readonly string[], flags: readonly Flag[]): Words {
  const words: Words = { given: new Map(), bare: [] };
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index]!;
    if (word === "--") {
      words.bare.push(...argv.slice(index + 1));
      break;
    }
    if (!word.startsWith("-") || word === "-") {
      words.bare.push(word);
      continue;
    }
    const [name, inline] = split(word);
    const { flag, negated } = find(name, flags);
    const add = (value: string) => words.given.set(flag.field, [...(words.given.get(flag.field) ?? []), value]);
    if (flag.kind === "boolean") add(booleanWord(name, inline, negated));
    else if (inline !== undefined) add(inline);
    else {
      const next = argv[index + 1];
      if (next === undefined || isFlag(next, flags)) throw usage(`${name} needs a value.`, `Write ${name} VALUE or ${name}=VALUE.`);
      add(next);
      index++;
    }
  }
  return words;
}

function split(word: string): [string, string | undefined] {
  const equals = word.indexOf("=");
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** `-1` and `-` are values. */
function isFlag(word: string, flags: readonly Flag[]): boolean {
  return word.startsWith("--") || (/^-[a-z]/i.test(word) && flags.some((flag) => short(flag) === word));
}

function short(flag: Flag): string | undefined {
  return flag.field === "help" ? "-h" : undefined;
}

function find(name: string, flags: readonly Flag[]): { flag: Flag; negated: boolean } {
  for (const flag of flags) {
    if (name === `--${flag.name}` || name === short(flag)) return { flag, negated: false };
    if (flag.kind === "boolean" && name === `--no-${flag.name}`) return { flag, negated: true };
  }
  const names = flags.flatMap((flag) => [
    `--${flag.name}`,
    ...(flag.kind === "boolean" && flag.field !== "help" ? [`--no-${flag.name}`] : []),
  ]);
  const suggestion = nearest(name, names);
  throw usage(
    `Unknown flag ${name}${suggestion ? `; did you mean ${suggestion}?` : "."}`,
    suggestion ? `Use ${suggestion}.` : `Flags are ${flags.map((flag) => `--${flag.name}`).join(", ")}.`,
  );
}

function booleanWord(name: string, inline: string | undefined, negated: boolean): string {
  if (inline === undefined) return String(!negated);
  if (negated || !["true", "false"].includes(inline)) throw usage(`${name} takes no value but true or false.`, `Write ${name} alone.`);
  return inline;
}

export function usage(message: string, how: string): ToolError {
  return new ToolError("INVALID_INPUT", message, "The command line does not fit the command.", how);
}
