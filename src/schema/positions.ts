import { type Place, refused } from "./schema-text.ts";

/** A JSON text with the place of every value. */
export interface PlacedJson {
  value: unknown;
  /** Place of what a JSON pointer names (the key, for a member); of its nearest existing parent where it leads nowhere. */
  place(pointer: string): Place;
  node(pointer: string): PlaceNode;
}

/** Where a value starts (a member: its key), and what lies inside it. */
export interface PlaceNode {
  offset: number;
  /** Where it ends; unknown in YAML. */
  end?: number;
  inside?: Map<string, PlaceNode>;
}

const maxDepth = 250;

/** Reads JSON. Throws PARSE_FAILED with line and column; nesting deeper than 250 levels is refused. */
export function parsePlaced(text: string, name: string): PlacedJson {
  const root = scan(text, name);
  const starts = lineStarts(text);
  return {
    value: JSON.parse(text),
    place: (pointer) => placeOf(starts, nodeAt(root, pointer).offset),
    node: (pointer) => nodeAt(root, pointer),
  };
}

/** Offsets at which the lines of a text begin. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** 1-based line and column of an offset. */
function placeOf(starts: readonly number[], offset: number): Place {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}

/** The node that a pointer names, or its nearest existing parent. */
export function nodeAt(root: PlaceNode, pointer: string): PlaceNode {
  let node = root;
  for (const step of steps(pointer)) {
    const inner = node.inside?.get(step);
    if (inner === undefined) break;
    node = inner;
  }
  return node;
}

/** The steps of a JSON pointer, unescaped: https://www.rfc-editor.org/rfc/rfc6901 */
export function steps(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A pointer one step further. */
export function below(pointer: string, ...names: (string | number)[]): string {
  return [pointer, ...names.map((name) => String(name).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

function scan(text: string, name: string): PlaceNode {
  let at = 0;
  const fail = (message: string): never => {
    throw refused(name, placeOf(lineStarts(text), at), message);
  };
  const blank = () => {
    while (at < text.length && " \t\n\r".includes(text[at]!)) at++;
  };
  const expect = (symbol: string, where: string) => {
    blank();
    if (text[at] !== symbol)
      fail(`expected "${symbol}" ${where}${at < text.length ? `, found "${text[at]}"` : ", found the end of the text"}`);
    at++;
  };
  const string = (): string => {
    const start = at;
    if (text[at] !== '"')
      fail(at < text.length ? `expected a key in double quotes, found "${text[at]}"` : "the text ends inside an object");
    for (at++; at < text.length && text[at] !== '"'; at++) {
      if (text[at] === "\\") at++;
      else if (text.charCodeAt(at) < 32) fail("a string holds a raw control character or is never closed");
    }
    if (at >= text.length) fail("a string is never closed");
    at++;
    try {
      return JSON.parse(text.slice(start, at)) as string;
    } catch {
      at = start;
      return fail("a string holds an unknown escape");
    }
  };
  const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;
  const value = (depth: number): PlaceNode => {
    blank();
    const offset = at;
    if (depth > maxDepth) fail(`nested deeper than ${maxDepth} levels`);
    if (text[at] === "{" || text[at] === "[") {
      const inside = text[at] === "{" ? members(depth) : elements(depth);
      return { offset, inside, end: at };
    }
    if (text[at] === '"') string();
    else {
      literal.lastIndex = at;
      const found = literal.exec(text)?.[0];
      if (found === undefined)
        fail(at < text.length ? `unexpected ${JSON.stringify(text[at])}` : "the text ends where a value is expected");
      at += found!.length;
    }
    return { offset, end: at };
  };
  const members = (depth: number): Map<string, PlaceNode> => {
    const inside = new Map<string, PlaceNode>();
    at++;
    blank();
    if (text[at] === "}") {
      at++;
      return inside;
    }
    for (;;) {
      blank();
      const offset = at;
      const key = string();
      expect(":", `after the key "${key}"`);
      inside.set(key, { ...value(depth + 1), offset });
      blank();
      if (text[at] !== ",") break;
      at++;
    }
    expect("}", "or a comma after a member");
    return inside;
  };
  const elements = (depth: number): Map<string, PlaceNode> => {
    const inside = new Map<string, PlaceNode>();
    at++;
    blank();
    if (text[at] === "]") {
      at++;
      return inside;
    }
    for (let index = 0; ; index++) {
      inside.set(String(index), value(depth + 1));
      blank();
      if (text[at] !== ",") break;
      at++;
    }
    expect("]", "or a comma after an element");
    return inside;
  };
  const root = value(0);
  blank();
  if (at < text.length) fail(`unexpected ${JSON.stringify(text[at])} after the end of the value`);
  return root;
}
