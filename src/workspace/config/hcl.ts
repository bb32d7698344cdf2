import type { ConfigDocuments, ConfigNode } from "../config.ts";

const maxDepth = 100;

/**
 * HCL in the shape of its JSON form (https://developer.hashicorp.com/terraform/language/syntax/json): labels of a block are
 * nested keys, repeated blocks a list. Expressions that are no literal stay source text with the tag "expression"; a single
 * call such as jsonencode({…}) is its argument with the function's name as tag. Linear in the text.
 */
export function readHcl(text: string, ranges = false): ConfigDocuments {
  const starts = [0];
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
  let position = 0;
  let line = 1;
  let problem: ConfigDocuments["problem"];

  const lineAt = (offset: number) => {
    while (line < starts.length && starts[line]! <= offset) line++;
    while (line > 1 && starts[line - 1]! > offset) line--;
    return line;
  };

  /** From an offset to where the reading stands, without the blanks before. */
  function placed(start: number): Pick<ConfigNode, "range"> {
    if (!ranges) return {};
    let end = position;
    while (end > start && /\s/.test(text[end - 1]!)) end--;
    return { range: [start, end] };
  }

  function complain(message: string) {
    const at = lineAt(position);
    problem ??= { line: at, column: position - starts[at - 1]! + 1, message };
  }

  /** Skips blanks and comments; line ends too unless told otherwise. */
  function skip(lineEnds = true) {
    for (; position < text.length; position++) {
      const char = text[position]!;
      if (char === "#" || (char === "/" && text[position + 1] === "/")) {
        const end = text.indexOf("\n", position);
        position = (end < 0 ? text.length : end) - 1;
      } else if (char === "/" && text[position + 1] === "*") {
        const end = text.indexOf("*/", position + 2);
        position = end < 0 ? text.length : end + 1;
      } else if (!(char === " " || char === "\t" || char === "\r" || (lineEnds && char === "\n"))) return;
    }
  }

  function word(): string {
    const start = position;
    while (position < text.length && /[\w.*-]/.test(text[position]!)) position++;
    return text.slice(start, position);
  }

  function quoted(): string {
    let value = "";
    let depth = 0;
    for (position++; position < text.length; position++) {
      const char = text[position]!;
      if (char === "\\") value += unescape(text[++position]);
      else if (char === '"' && depth === 0) {
        position++;
        return value;
      } else {
        if ((char === "$" || char === "%") && text[position + 1] === "{") depth++;
        else if (char === "}" && depth > 0) depth--;
        value += char;
      }
    }
    complain("A string is not closed.");
    return value;
  }

  function heredoc(): string | undefined {
    const head = /^<<-?([A-Za-z_]\w*)[^\n]*\n/.exec(text.slice(position, position + 200));
    if (!head) return undefined;
    const from = position + head[0].length;
    const marker = head[1]!;
    for (let start = from; start < text.length;) {
      const stop = text.indexOf("\n", start);
      const end = stop < 0 ? text.length : stop;
      if (text.slice(start, end).trim() === marker) {
        position = end;
        return text.slice(from, start);
      }
      start = end + 1;
    }
    position = text.length;
    complain(`The text block ${marker} is not closed.`);
    return text.slice(from);
  }

  function body(close: string, depth: number): Map<string, ConfigNode> {
    const map = new Map<string, ConfigNode>();
    for (;;) {
      skip();
      if (position >= text.length) {
        if (close !== "") complain("A block is not closed.");
        return map;
      }
      const start = position;
      if (text[position] === close) {
        position++;
        return map;
      }
      const keyLine = lineAt(start);
      const name = text[position] === '"' ? quoted() : word();
      const keyRange = placed(start).range;
      const key = { keyLine, ...(keyRange && { keyRange }) };
      skip(false);
      const char = text[position];
      if (name !== "" && (char === "=" || char === ":") && text[position + 1] !== "=") {
        position++;
        map.set(name, { ...expression(depth + 1), ...key });
        skip(false);
        if (text[position] === ",") position++;
      } else if (name !== "" && (char === "{" || char === '"' || (char !== undefined && /\w/.test(char)))) {
        const labels: string[] = [name];
        while (text[position] === '"' || /\w/.test(text[position] ?? "")) {
          labels.push(text[position] === '"' ? quoted() : word());
          skip(false);
        }
        if (text[position] === "{" && depth < maxDepth) {
          position++;
          const value = body("}", depth + 1);
          insert(map, labels, { line: keyLine, ...key, ...placed(start), value });
        } else toNextLine();
      } else {
        complain("Neither an attribute nor a block.");
        toNextLine();
      }
      if (position === start) position++;
    }
  }

  function toNextLine() {
    const end = text.indexOf("\n", position);
    position = end < 0 ? text.length : end + 1;
  }

  function expression(depth: number): ConfigNode {
    skip();
    const start = position;
    const at = lineAt(start);
    if (depth < maxDepth) {
      const literal = primary(depth, at);
      if (literal !== undefined) {
        const place = placed(start);
        skip(false);
        if (position >= text.length || /[\n,\]})]/.test(text[position]!)) return { ...literal, ...place };
      }
    }
    position = start;
    raw();
    return { line: at, tag: "expression", ...placed(start), value: text.slice(start, position).trim() };
  }

  function primary(depth: number, at: number): ConfigNode | undefined {
    const char = text[position];
    if (char === '"') return { line: at, value: quoted() };
    if (char === "<") {
      const value = heredoc();
      return value === undefined ? undefined : { line: at, value };
    }
    if (char === "[" && !/^\[\s*for\b/.test(text.slice(position, position + 20))) {
      const list: ConfigNode[] = [];
      for (position++; ;) {
        skip();
        if (position >= text.length) return { line: at, value: list };
        if (text[position] === "]") {
          position++;
          return { line: at, value: list };
        }
        const before = position;
        list.push(expression(depth + 1));
        skip();
        if (text[position] === ",") position++;
        if (position === before) position++;
      }
    }
    if (char === "{" && !/^\{\s*for\b/.test(text.slice(position, position + 20))) {
      position++;
      return { line: at, value: body("}", depth + 1) };
    }
    const name = word();
    if (/^-?\d+(\.\d+)?$/.test(name)) return { line: at, value: Number(name) };
    if (name === "true" || name === "false") return { line: at, value: name === "true" };
    if (name === "null") return { line: at, value: null };
    if (name !== "" && text[position] === "(") {
      position++;
      const inner = expression(depth + 1);
      skip();
      if (text[position] !== ")") return undefined;
      position++;
      return { ...inner, line: at, tag: name };
    }
    return undefined;
  }

  /** To the end of an expression: a line end, comma or closing bracket outside of its own brackets. */
  function raw() {
    let depth = 0;
    while (position < text.length) {
      const char = text[position]!;
      if (char === '"') {
        quoted();
        continue;
      }
      if (/[([{]/.test(char)) depth++;
      else if (/[)\]}]/.test(char)) {
        if (depth === 0) return;
        depth--;
      } else if (depth === 0 && (char === "\n" || char === "," || char === "#")) return;
      position++;
    }
  }

  const value = body("", 0);
  return problem === undefined ? { documents: [{ line: 1, value }] } : { documents: [{ line: 1, value }], problem };
}

function unescape(char: string | undefined): string {
  return char === "n" ? "\n" : char === "t" ? "\t" : (char ?? "");
}

/** Puts a block under its labels; a second one of the same labels makes a list. */
function insert(map: Map<string, ConfigNode>, labels: readonly string[], node: ConfigNode) {
  const [label, ...rest] = labels as [string, ...string[]];
  const known = map.get(label);
  if (rest.length > 0) {
    if (known?.value instanceof Map) insert(known.value as Map<string, ConfigNode>, rest, node);
    else {
      const inner = new Map<string, ConfigNode>();
      insert(inner, rest, node);
      map.set(label, { line: node.line, keyLine: node.line, value: inner });
    }
  } else if (known === undefined) map.set(label, node);
  else map.set(label, { ...known, value: [...(Array.isArray(known.value) ? (known.value as readonly ConfigNode[]) : [known]), node] });
}
