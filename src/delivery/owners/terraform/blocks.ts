import { at, type ConfigNode, entries } from "../../../workspace/config.ts";
import type { Declared } from "../format.ts";
import { asIn, type Cannot, type Opened } from "../opened.ts";
import { blanksTo, endOfLine, indentAt, type TextEdit } from "../text-edit.ts";

/** A block of an HCL file: `resource "type" "label" {…}`, `module "label" {…}`. */
export interface HclBlock {
  readonly type: string;
  readonly label: string;
  readonly node: ConfigNode;
}

export function blockOf({ documents }: Opened, { logicalId = "" }: Pick<Declared, "logicalId">): HclBlock | undefined {
  const dot = logicalId.indexOf(".");
  const [type, label] = [logicalId.slice(0, dot), logicalId.slice(dot + 1)];
  const node = type === "module" ? at(documents[0], "module", label) : at(documents[0], "resource", type, label);
  return node?.value instanceof Map && node.range !== undefined ? { type, label, node } : undefined;
}

/** Blocks of one type with their labels. */
export function blocksOf({ documents }: Opened, type: string): readonly HclBlock[] {
  return entries(at(documents[0], "resource", type)).map(([label, node]) => ({ type, label, node }));
}

/** Made several times, or not always: what names it needs an index. */
export function isRepeated({ node }: HclBlock): boolean {
  return at(node, "count") !== undefined || at(node, "for_each") !== undefined;
}

export function replaceValue({ text }: Opened, node: ConfigNode, value: string, why: string): TextEdit | Cannot {
  if (node.range === undefined) return { cannot: `Line ${node.line} cannot be found again.` };
  const [start, end] = node.range;
  return text.slice(start, end) === value
    ? { at: start, remove: 0, insert: "", why }
    : { at: start, remove: end - start, insert: value, why };
}

/**
 * New attributes at the end of a block's own attributes. One of a single line takes the column of `=` of the line above it, as
 * `terraform fmt` has it, where it fits, else a blank line sets it apart.
 */
export function addAttributes(file: Opened, block: ConfigNode, added: Readonly<Record<string, string>>, why: string): TextEdit | Cannot {
  const { text, unit } = file;
  const { range } = block;
  if (range === undefined || text[range[1] - 1] !== "}")
    return { cannot: `${file.path}:${block.line} is no block that an edit can add to.` };
  const lines = Object.entries(added);
  const last = entries(block).findLast(([, node]) => node.keyRange !== undefined)?.[1];
  if (last?.keyRange === undefined) {
    const indent = indentAt(text, range[0]);
    const open = text.lastIndexOf("{", range[1]);
    const body = aligned(lines).map((line) => indented(line, indent + unit));
    return { at: open, remove: range[1] - open, insert: asIn(file, `{\n${body.join("\n")}\n${indent}}`), why };
  }
  if (!text.slice(...range).includes("\n")) {
    return { cannot: `${file.path}:${block.line} stands on one line.` };
  }
  return { at: endOfLine(text, last.range?.[1] ?? last.keyRange[1]), remove: 0, insert: asIn(file, fitted(text, last, lines)), why };
}

/** Lines that fit below one that is there: with its column of `=`, or set apart by a blank line. */
function fitted(text: string, last: ConfigNode, lines: readonly (readonly [string, string])[], end = ""): string {
  const [begin] = last.keyRange!;
  const equals = text.indexOf("=", last.keyRange![1]);
  const single =
    last.range !== undefined &&
    equals > 0 &&
    equals < last.range[1] &&
    begin !== last.range[0] &&
    !text.slice(...last.range).includes("\n");
  const width = single ? equals - begin - 1 : -1;
  const fits = lines.every(([key, value]) => value.includes("\n") || key.length <= width);
  const body = fits
    ? lines.map(([key, value]) => (value.includes("\n") ? `${key} = ${value}` : `${key.padEnd(width)} = ${value}`))
    : aligned(lines);
  const indent = blanksTo(text, begin);
  return `${fits ? "" : "\n"}\n${body.map((line) => indented(line, indent) + end).join("\n")}`;
}

function indented(lines: string, indent: string): string {
  return lines.replaceAll(/^(?=.)/gm, indent);
}

/** Attributes with their `=` below one another in each run of single lines; those of several lines end a run. */
export function aligned(attributes: readonly (readonly [string, string])[]): string[] {
  const widths: number[] = [];
  for (let from = 0; from < attributes.length;) {
    let to = from;
    while (to < attributes.length && !attributes[to]![1].includes("\n")) to++;
    const width = Math.max(0, ...attributes.slice(from, to).map(([key]) => key.length));
    for (; from < to; from++) widths.push(width);
    if (from < attributes.length) widths.push(attributes[from++]![0].length);
  }
  return attributes.map(([key, value], index) => `${key.padEnd(widths[index]!)} = ${value}`);
}

/** A whole new block, behind one that is there. */
export function addBlock(
  file: Opened,
  behind: ConfigNode,
  head: string,
  attributes: readonly (readonly [string, string])[],
  why: string,
): TextEdit | Cannot {
  if (behind.range === undefined) return { cannot: `${file.path}:${behind.line} cannot be found again.` };
  const body = aligned(attributes).map((line) => indented(line, "  "));
  return { at: endOfLine(file.text, behind.range[1]), remove: 0, insert: asIn(file, `\n\n${head} {\n${body.join("\n")}\n}`), why };
}

/** More entries of an object that an attribute holds. */
export function addToObject(
  file: Opened,
  object: ConfigNode,
  added: readonly (readonly [string, string])[],
  why: string,
): TextEdit | Cannot {
  const { range } = object;
  const last = entries(object).at(-1)?.[1];
  if (range === undefined || last?.range === undefined || last.keyRange === undefined || file.text[range[1] - 1] !== "}")
    return { cannot: `${file.path}:${object.line} is no object that an edit can add to.` };
  const pairs = added.map(([key, value]) => [/^[A-Za-z_][\w-]*$/.test(key) ? key : JSON.stringify(key), value] as const);
  if (!file.text.slice(...range).includes("\n"))
    return { at: last.range[1], remove: 0, insert: `, ${pairs.map(([key, value]) => `${key} = ${value}`).join(", ")}`, why };
  const comma = /^[ \t]*,/.test(file.text.slice(last.range[1], last.range[1] + 200));
  return { at: endOfLine(file.text, last.range[1]), remove: 0, insert: asIn(file, fitted(file.text, last, pairs, comma ? "," : "")), why };
}
