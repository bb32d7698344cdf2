import type { AnswerOf } from "../call.ts";
import { Finding } from "../model/finding.ts";
import { mapTexts, oneLine, withoutControls } from "../model/texts.ts";
import type { NextCall } from "../model/answer.ts";
import { commandLine } from "../run/command-line.ts";
import { findingText } from "../run/finding-text.ts";
import { type Style, table } from "../run/output.ts";
import { columnsOf } from "./columns.ts";

const shownElsewhere = new Set(["status", "summary", "next", "counts", "cursor", "evidence", "shapeVersion"]);
/** An event is data to copy, with keys of its own. */
const verbatim = new Set(["sample"]);
/** Keys that say nothing by themselves. */
const meanings: Record<string, Record<string, string>> = {
  stop: { a: "schemas checked", b: "dead letters with backoff", c: "idempotency verified", d: "you asked" },
};
const maxEntries = 50;

/** An answer for people: summary, what it holds, and the next calls as commands. */
export function answerText(raw: AnswerOf<Record<string, unknown>>, style: Style): string {
  const answer = printable(raw);
  const paint = { ok: style.green, negative: style.red, inconclusive: style.yellow, failed: style.red }[answer.status];
  const next = answer.next.flatMap((call) => [`  ${style.cyan(commandLine(readingStdin(call)))}\n`, `    ${style.dim(call.why)}\n`]);
  return [
    `${paint(answer.status)}  ${style.bold(answer.summary)}\n`,
    fields(answer, style, ""),
    ...(answer.cursor === undefined ? [] : [`\nMore: --cursor ${answer.cursor}\n`]),
    ...(next.length > 0 ? [`\n${style.bold("Next")}\n`, ...next] : []),
  ].join("");
}

/** Only a text that stands by itself, such as a schema, has lines of its own. */
function printable<A extends AnswerOf<Record<string, unknown>>>(answer: A): A {
  const texts = Object.entries(answer).map(([key, value]) =>
    typeof value === "string" && !["status", "summary"].includes(key) ? [key, withoutControls(value)] : [key, mapTexts(value, oneLine)],
  );
  return Object.fromEntries(texts) as A;
}

/** A schema that came as text came from stdin: pasted, the command reads it from there again. */
function readingStdin({ tool, args }: NextCall): Pick<NextCall, "tool" | "args"> {
  return { tool, args: Object.fromEntries(Object.entries(args).map(([field, value]) => [field, isText(value) ? "-" : value])) };
}

function isText(value: unknown): boolean {
  return isEntry(value) && Object.keys(value).join() === "text";
}

type Entry = Record<string, unknown>;

/** Short values first, in one table; then what needs a heading of its own. */
function fields(entry: Entry, style: Style, indent: string): string {
  const present = Object.entries(entry).filter(([key, value]) => !shownElsewhere.has(key) && !isEmpty(value));
  const short = present.filter(([key, value]) => !verbatim.has(key) && isShort(value));
  const rows = short.map(([key, value]) => [`${indent}${style.dim(title(key))}`, judged(inline(value, meanings[key]), style)]);
  const long = present.filter((each) => !short.includes(each)).map(([key, value]) => section(key, value, style, indent));
  return (indent === "" && rows.length > 0 ? "\n" : "") + table(rows) + long.join("");
}

function section(key: string, value: unknown, style: Style, indent: string): string {
  const count = Array.isArray(value) ? ` (${value.length})` : "";
  const heading = `${indent === "" ? "\n" : ""}${indent}${style.bold(title(key))}${count}\n`;
  const inner = `${indent}  `;
  if (verbatim.has(key)) return `${heading}${JSON.stringify(value, null, 2)}\n`;
  if (typeof value === "string") return `${heading}${value.endsWith("\n") ? value : `${value}\n`}`;
  if (!Array.isArray(value)) return heading + fields(value as Entry, style, inner);
  const shown = value.slice(0, maxEntries);
  const rest =
    value.length > shown.length ? `${inner}${style.dim(`… and ${value.length - shown.length} more; --json has them all`)}\n` : "";
  return heading + list(key, shown, style, inner) + rest;
}

function list(key: string, values: unknown[], style: Style, indent: string): string {
  const findings = Finding.array().safeParse(values);
  if (findings.success) return findingText(findings.data, style, indent);
  if (!values.every(isEntry)) return values.map((value) => `${indent}- ${inline(value)}\n`).join("");
  const entries = values.map(placed);
  const columns = columnsOf(key, entries);
  if (columns === undefined) return entries.map((entry) => fields(entry, style, indent)).join(`${indent}\n`);
  const head = columns.map((column) => style.dim(title(column)));
  const rows = [head, ...entries.map((entry) => columns.map((column) => judged(inline(entry[column]), style)))];
  return table(rows.map(([first = "", ...others]) => [`${indent}${first}`, ...others]));
}

/** The words of a judgement have its colour wherever they stand alone. */
function judged(text: string, style: Style): string {
  if (["pass", "KEEP", "compatible"].includes(text)) return style.green(text);
  if (["fail", "DISCARD", "incompatible"].includes(text)) return style.red(text);
  return ["unknown", "incomplete", "inconclusive"].includes(text) ? style.yellow(text) : text;
}

/** `file` and `line` read as one place that an editor can open. */
function placed(entry: Entry): Entry {
  const { file, line, ...rest } = entry;
  if (typeof file !== "string" || typeof line !== "number") return entry;
  return { place: `${file}:${line}`, ...rest };
}

function isEntry(value: unknown): value is Entry {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

function isShort(value: unknown): boolean {
  if (typeof value === "string") return value.length < 400 && !value.includes("\n");
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every((item) => typeof item !== "object" || isEmpty(item)) && inline(value).length < 100;
}

function inline(value: unknown, names: Record<string, string> = {}): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((item) => inline(item)).join(", ");
  if (isEntry(value)) {
    const filled = Object.entries(value).filter(([, inner]) => !isEmpty(inner));
    return filled.map(([key, inner]) => `${names[key] ?? title(key)}: ${inline(inner)}`).join(", ");
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replaceAll(/\s+/g, " ");
}

/** `eventTypes` reads "event types". */
function title(key: string): string {
  return key.replaceAll(/[a-z][A-Z]/g, ([before = "", after = ""]) => `${before} ${after.toLowerCase()}`);
}
