import { type ConfigNode, parseConfig } from "../../workspace/config.ts";
import { lineEnd } from "./text-edit.ts";

/** A file with the offsets of all that stands in it. */
export interface Opened {
  readonly path: string;
  readonly text: string;
  readonly documents: readonly ConfigNode[];
  /** It is JSON: every key and text in quotes. */
  readonly json: boolean;
  /** CloudFormation's functions are written in their long form, as JSON has to. */
  readonly longForm: boolean;
  /** One step of indentation as this file has it. */
  readonly unit: string;
}

/** Why something cannot be done by an edit of a file. */
export interface Cannot {
  readonly cannot: string;
}

/** Undefined for a format that is not edited, a reason for a file that cannot be. */
export function openText(path: string, text: string): Opened | Cannot | undefined {
  if (path.endsWith(".sh")) return { path, text, documents: [], json: false, longForm: false, unit: "  " };
  const parsed = parseConfig(path, text, true);
  if (parsed === undefined) return undefined;
  const { documents, problem } = parsed;
  if (problem !== undefined) return { cannot: `${path}:${problem.line}:${problem.column} does not parse: ${problem.message}` };
  if (/\{\{[-\s]?[^}\n]/.test(text) && !/^\s*[[{]/.test(text))
    return { cannot: `${path} is a template: what it becomes is decided elsewhere.` };
  const json = /^\uFEFF?\s*[[{]/.test(text);
  const longForm = json || (text.includes("Fn::") && !/![A-Z]\w{0,30} /.test(text));
  return { path, text, documents, json, longForm, unit: unitOf(text) };
}

/** The smallest indentation of the first lines. */
function unitOf(text: string): string {
  const indents = [...text.slice(0, 20_000).matchAll(/^([ \t]{1,16})[^\s#/]/gm)].map((match) => match[1]!);
  if (indents.some((indent) => indent.startsWith("\t"))) return "\t";
  return indents.reduce((least, indent) => (least === "" || indent.length < least.length ? indent : least), "") || "  ";
}

/** Lines written for LF, with the line ends of this file. */
export function asIn({ text }: Pick<Opened, "text">, lines: string): string {
  return lineEnd(text) === "\n" ? lines : lines.replaceAll("\n", "\r\n");
}
