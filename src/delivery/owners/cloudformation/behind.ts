import type { ConfigNode } from "../../../workspace/config.ts";
import { asIn, type Cannot, type Opened } from "../opened.ts";
import { endOfBlock, insideBrackets } from "../structure.ts";
import { blanksTo, endOfLine, type TextEdit } from "../text-edit.ts";
import { type Value, yamlMap } from "../../value.ts";

/** New entries of a map right behind one that is there, set apart by a blank line where that one is. */
export function addBehind(
  file: Opened,
  { map, node }: { readonly map: ConfigNode; readonly node: ConfigNode },
  added: Readonly<Record<string, Value>>,
  why: string,
): TextEdit | Cannot {
  const { text } = file;
  if (map.shared || node.shared || node.keyRange === undefined || node.range === undefined || map.range === undefined)
    return { cannot: `${file.path}:${node.line} stands behind a YAML alias: nothing can be added there.` };
  if (/[{[]/.test(text[map.range[0]]!)) return insideBrackets(file, map.range, node, added, why);
  const indent = blanksTo(text, node.keyRange[0]);
  const stop = behindComments(text, endOfBlock(text, node.range), indent.length);
  const above = text.slice(Math.max(0, node.keyRange[0] - 200), node.keyRange[0]);
  const apart = /^\r?\n[ \t]*\r?\n/.test(text.slice(stop, stop + 200)) || /\n[ \t]*\r?\n[ \t]*$/.test(above);
  return { at: stop, remove: 0, insert: asIn(file, `${apart ? "\n" : ""}\n${yamlMap(added, indent, file.unit)}`), why };
}

/** Comments that are indented like what is inside the block belong to it. */
function behindComments(text: string, from: number, indent: number): number {
  let stop = from;
  for (;;) {
    const next = /^\r?\n([ \t]*)#[^\r\n]*/.exec(text.slice(stop, stop + 2000));
    if (next === null || next[1]!.length <= indent) return stop;
    stop = endOfLine(text, stop + next[0].length);
  }
}
