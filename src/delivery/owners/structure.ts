import { at, type ConfigNode, entries } from "../../workspace/config.ts";
import { asIn, type Cannot, type Opened } from "./opened.ts";
import { blanksTo, endOfLine, indentAt, type TextEdit } from "./text-edit.ts";
import { inline, isList, isVerbatim, jsonLines, type Value, yamlItems, yamlMap } from "../value.ts";

/**
 * Sets entries of a map of a YAML or JSON file to plain values, adds those that are missing, and leaves all else as it is.
 * What is set already is not touched.
 */
export function setEntries(file: Opened, map: ConfigNode, wanted: Readonly<Record<string, Value>>, why: string): TextEdit[] | Cannot {
  if (isShared(file, map)) return { cannot: `${file.path}:${map.line} stands behind a YAML alias: an edit would change more than this.` };
  const missing: Record<string, Value> = {};
  const edits: TextEdit[] = [];
  for (const [key, value] of Object.entries(wanted)) {
    const child = at(map, key);
    if (child === undefined) missing[key] = value;
    else if (child.value !== value) {
      const edit = replace(file, map, key, child, value, why);
      if ("cannot" in edit) return edit;
      edits.push(edit);
    }
  }
  if (Object.keys(missing).length === 0) return edits;
  const added = map.value === null ? fillEmpty(file, map, missing, why) : addEntries(file, map, missing, why);
  return "cannot" in added ? added : [...edits, added];
}

/** Repeated by an alias, or repeating. */
export function isShared({ text }: Opened, { shared, anchor }: ConfigNode): boolean {
  return shared === true || (anchor !== undefined && text.includes(`*${anchor}`));
}

function replace(file: Opened, map: ConfigNode, key: string, child: ConfigNode, value: Value, why: string): TextEdit | Cannot {
  if (isShared(file, child))
    return { cannot: `${key} in ${file.path}:${child.line} comes from a YAML alias: an edit would change more than this.` };
  if (child.value === null) return fillEmpty(file, child, value, why);
  if (typeof child.value === "object" || child.tag !== undefined || child.range === undefined)
    return { cannot: `${key} in ${file.path}:${child.line} is set by an expression.` };
  const [start, end] = child.range;
  return { at: start, remove: end - start, insert: inline(value, file.json || isFlow(file, map)), why };
}

function isFlow({ text }: Opened, node: ConfigNode): boolean {
  return node.range !== undefined && /[{[]/.test(text[node.range[0]] ?? "");
}

/** `Properties:` with nothing behind it. */
function fillEmpty(file: Opened, { keyRange, range, line }: ConfigNode, value: Value, why: string): TextEdit | Cannot {
  if (keyRange === undefined) return { cannot: `${file.path}:${line} has no place for an entry.` };
  const written = range !== undefined && /^(?:null|~)/i.test(file.text.slice(range[0], range[1]));
  if (file.json || written || typeof value !== "object" || isVerbatim(value) || isList(value))
    return { cannot: `${file.path}:${line} is null: what belongs there cannot be told.` };
  const stop = endOfLine(file.text, keyRange[1]);
  const indent = blanksTo(file.text, keyRange[0]);
  const lines = yamlMap(value, indent + file.unit, file.unit);
  return { at: stop, remove: 0, insert: asIn(file, `\n${lines}`), why };
}

export function addEntries(file: Opened, map: ConfigNode, added: Readonly<Record<string, Value>>, why: string): TextEdit | Cannot {
  const { range, line } = map;
  if (range === undefined || isShared(file, map)) return { cannot: `${file.path}:${line} is no place that an edit can add to.` };
  const last = entries(map).findLast(([, node]) => node.keyRange !== undefined && !node.shared)?.[1];
  if (isFlow(file, map)) return insideBrackets(file, range, last, added, why);
  if (last?.keyRange === undefined) return { cannot: `${file.path}:${line} has no entry of its own.` };
  const indent = blanksTo(file.text, entries(map).find(([, node]) => !node.shared)![1].keyRange![0]);
  return { at: endOfBlock(file.text, range), remove: 0, insert: asIn(file, `\n${yamlMap(added, indent, file.unit)}`), why };
}

/** Appends to a list. */
export function addItem(file: Opened, list: ConfigNode, value: Value, why: string): TextEdit | Cannot {
  const { range, line } = list;
  const known = Array.isArray(list.value) ? (list.value as readonly ConfigNode[]) : [];
  if (range === undefined || isShared(file, list)) return { cannot: `${file.path}:${line} is no list that an edit can add to.` };
  if (isFlow(file, list)) return insideBrackets(file, range, known.at(-1), [value], why);
  if (known.length === 0) return { cannot: `${file.path}:${line} is an empty block.` };
  const indent = blanksTo(file.text, range[0]);
  return { at: endOfBlock(file.text, range), remove: 0, insert: asIn(file, `\n${yamlItems([value], indent, file.unit)}`), why };
}

/** `{…}` and `[…]`: on one line where the last one stands on the line of the bracket, else on lines of its own. */
export function insideBrackets(
  file: Opened,
  [start, end]: readonly [number, number],
  last: ConfigNode | undefined,
  value: readonly Value[] | Readonly<Record<string, Value>>,
  why: string,
): TextEdit | Cannot {
  const { text, json, unit } = file;
  const from = last?.keyRange?.[0] ?? last?.range?.[0];
  const whole = (multi: boolean, indent: string) => (multi ? jsonLines(value, indent, unit) : inline(value, json));
  if (last?.range === undefined || from === undefined) {
    if (text.slice(start + 1, end - 1).trim() !== "") return { cannot: `${file.path} holds something else than entries there.` };
    const multi = json && text.includes("\n");
    return { at: start, remove: end - start, insert: asIn(file, whole(multi, indentAt(text, start))), why };
  }
  const ownLine = text.slice(text.lastIndexOf("\n", from) + 1, from).trim() === "";
  const compact = !ownLine || (Array.isArray(value) && !text.slice(...last.range).includes("\n"));
  const inner = whole(!compact && json, ownLine ? outer(indentAt(text, from), unit) : "")
    .slice(1, -1)
    .trim();
  return { at: last.range[1], remove: 0, insert: asIn(file, `,${ownLine ? `\n${indentAt(text, from)}` : " "}${inner}`), why };
}

function outer(indent: string, unit: string): string {
  return indent.endsWith(unit) ? indent.slice(unit.length) : "";
}

/** Of the last line of a block. */
export function endOfBlock(text: string, [start, end]: readonly [number, number]): number {
  let last = end;
  while (last > start && /\s/.test(text[last - 1]!)) last--;
  return endOfLine(text, last);
}
