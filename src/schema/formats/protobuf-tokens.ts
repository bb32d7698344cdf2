import { type Place, refused } from "../schema-text.ts";

export interface Token extends Place {
  kind: "word" | "number" | "string" | "symbol";
  text: string;
  offset: number;
}

const maxTokens = 1_000_000;
const next = /[A-Za-z_][\w]*|\d[\w.]*(?:(?<=[eE])[+-]\d+)?|\.\d[\w]*(?:(?<=[eE])[+-]\d+)?|\/\/[^\n]*|\/\*|"|'|\s+|[^\s]/y;

/** The tokens of a .proto file, comments left out. Throws PARSE_FAILED for an open comment or string. */
export function tokenize(text: string, name: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  const fail = (message: string) => refused(name, { line, column: at - lineStart + 1 }, message);
  while (at < text.length) {
    next.lastIndex = at;
    const found = next.exec(text)?.[0];
    if (found === undefined) break;
    let end = at + found.length;
    const first = found[0]!;
    if (found === "/*") {
      const close = text.indexOf("*/", end);
      if (close < 0) throw fail("a comment is never closed");
      end = close + 2;
    } else if (first === '"' || first === "'") {
      end = stringEnd(text, end, first);
      if (end < 0) throw fail("a string is never closed");
      tokens.push({ kind: "string", text: text.slice(at, end), offset: at, line, column: at - lineStart + 1 });
    } else if (!found.startsWith("//") && found.trim() !== "") {
      const kind = /[A-Za-z_]/.test(first) ? "word" : /\d/.test(first) || (first === "." && found.length > 1) ? "number" : "symbol";
      tokens.push({ kind, text: found, offset: at, line, column: at - lineStart + 1 });
      if (tokens.length > maxTokens) throw fail("the file is too large to be read as a schema");
    }
    for (; at < end; at++) {
      if (text.charCodeAt(at) !== 10) continue;
      line++;
      lineStart = at + 1;
    }
  }
  return tokens;
}

function stringEnd(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at + 1;
  }
  return -1;
}
