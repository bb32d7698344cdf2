import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from "yaml";
import { nodeAt, type PlacedJson, type PlaceNode } from "./positions.ts";
import { refused } from "./schema-text.ts";

/** Reads YAML 1.2 as JSON data with places. Throws PARSE_FAILED with line and column. */
export function parseYamlPlaced(text: string, name: string): PlacedJson {
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, version: "1.2" });
    const broken = document.errors[0];
    if (broken !== undefined) throw refused(name, place(broken.pos[0]), broken.message.split("\n")[0]!);
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    const root = document.contents === null ? { offset: 0 } : toPlace(document.contents, 0);
    return { value, place: (pointer) => place(nodeAt(root, pointer).offset), node: (pointer) => nodeAt(root, pointer) };
  } catch (error) {
    if (error instanceof RangeError || error instanceof ReferenceError) {
      throw refused(name, { line: 1, column: 1 }, "the document is nested too deeply or expands without end");
    }
    throw error;
  }
}

const maxDepth = 250;

function toPlace(node: ParsedNode, depth: number): PlaceNode {
  const offset = node.range[0];
  if (depth > maxDepth) throw new RangeError("too deep");
  if (isAlias(node)) return { offset };
  const inside = new Map<string, PlaceNode>();
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (isScalar(key)) inside.set(String(key.value), { ...(value === null ? {} : toPlace(value, depth + 1)), offset: key.range[0] });
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) inside.set(String(index), toPlace(item, depth + 1));
  } else return { offset };
  return { offset, inside };
}
