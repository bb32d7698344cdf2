import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node, type ParsedNode } from "yaml";
import type { ConfigDocuments, ConfigNode, ConfigProblem } from "../config.ts";

/** Nodes of one file at most, aliases counted as often as they are used: an alias bomb ends here. */
const maxNodes = 200_000;
const maxDepth = 200;

/** YAML 1.2, and JSON as its subset. Several documents; unknown tags stay on the node. */
export function readYaml(text: string, ranges = false): ConfigDocuments {
  const lines = new LineCounter();
  let parsed: Document.Parsed[];
  try {
    const result = parseAllDocuments(text, { lineCounter: lines, strict: false, uniqueKeys: false, logLevel: "silent", merge: true });
    parsed = Array.isArray(result) ? result : [];
  } catch (error) {
    return {
      documents: [],
      problem: { line: 1, column: 1, message: error instanceof Error ? error.message.split("\n")[0]! : "unreadable" },
    };
  }
  const documents = parsed.flatMap((document) => {
    const node = document.contents === null ? undefined : convert(document, lines, ranges);
    return node === undefined ? [] : [node];
  });
  const problem = parsed.flatMap((document) => document.errors.map((error) => toProblem(error.message, error.pos[0], lines)))[0];
  return problem === undefined ? { documents } : { documents, problem };
}

function toProblem(message: string, offset: number, lines: LineCounter): ConfigProblem {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col), message: withoutContent(message) };
}

function convert(document: Document.Parsed, lines: LineCounter, ranges: boolean): ConfigNode | undefined {
  const done = new Map<Node, { node: ConfigNode; size: number }>();
  let size = 0;

  const lineOf = (node: Node | null | undefined, otherwise: number) => {
    const offset = (node as ParsedNode | undefined)?.range?.[0];
    return offset === undefined ? otherwise : Math.max(1, lines.linePos(offset).line);
  };

  function build(node: Node | null | undefined, line: number, depth: number, keyLine?: number, keyNode?: Node): ConfigNode {
    const keyRange = ranges ? rangeOf(keyNode) : undefined;
    const key = { ...(keyLine !== undefined && { keyLine }), ...(keyRange && { keyRange }) };
    if (isAlias(node)) {
      const target = node.resolve(document);
      const known = target === undefined ? undefined : done.get(target);
      if (known === undefined || (size += known.size) > maxNodes) return { line: lineOf(node, line), ...key, value: null };
      return { ...known.node, ...key, ...(ranges && { shared: true }) };
    }
    const before = size++;
    const own = lineOf(node, line);
    const tag = typeof node?.tag === "string" && !node.tag.startsWith("tag:yaml.org") ? { tag: node.tag } : {};
    const finish = (value: ConfigNode["value"]): ConfigNode => {
      const range = ranges ? extent(node, value) : undefined;
      const anchor = ranges && node?.anchor !== undefined ? { anchor: node.anchor } : {};
      const built: ConfigNode = { line: own, ...key, ...tag, ...(range && { range }), ...anchor, value };
      if (node) done.set(node, { node: built, size: size - before });
      return built;
    };
    if (size > maxNodes || depth > maxDepth) return finish(null);
    if (isSeq(node)) return finish(node.items.map((item) => build(item as Node, own, depth + 1)));
    if (isMap(node)) {
      const map = new Map<string, ConfigNode>();
      const merged: ConfigNode[] = [];
      for (const pair of node.items) {
        const pairKey = pair.key as Node;
        const at = lineOf(pairKey, own);
        const name = isScalar(pairKey) ? String(pairKey.value) : "";
        const value = build(pair.value as Node | null, at, depth + 1, at, pairKey);
        if (name === "<<" || (isScalar(pairKey) && typeof pairKey.value === "symbol")) merged.push(value);
        else map.set(name, value);
      }
      for (const value of merged.flatMap((one) => (Array.isArray(one.value) ? (one.value as readonly ConfigNode[]) : [one]))) {
        if (value.value instanceof Map)
          for (const [name, item] of value.value as Map<string, ConfigNode>)
            if (!map.has(name)) map.set(name, ranges ? { ...item, shared: true } : item);
      }
      return finish(map);
    }
    const value = isScalar(node) ? node.value : null;
    if (typeof value === "bigint") return finish(String(value));
    return finish(typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null);
  }

  return build(document.contents, 1, 0);
}

function rangeOf(node: Node | null | undefined): readonly [number, number] | undefined {
  const range = (node as ParsedNode | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}

/** Block collections end with their last item: the parser counts comments and blank lines behind it in. */
function extent(node: Node | null | undefined, value: ConfigNode["value"]): readonly [number, number] | undefined {
  const range = rangeOf(node);
  if (range === undefined || !(isMap(node) || isSeq(node)) || node.flow === true) return range;
  const inner = value instanceof Map ? [...(value as ReadonlyMap<string, ConfigNode>).values()] : (value as readonly ConfigNode[]);
  const ends = inner.map(({ range: own, keyRange, value: held, shared }) =>
    own === undefined || held === null || shared ? (keyRange?.[1] ?? range[0]) : own[1],
  );
  return [range[0], ends.reduce((last, end) => Math.max(last, end), range[0])];
}

/** The first line of the parser's message, without the text of the file that it quotes: that may be a secret. */
function withoutContent(message: string): string {
  return message
    .split("\n")[0]!
    .replace(/ at line \d+, column \d+:?$/, "")
    .replace(/: ".*$/, "");
}
