import { parse, TomlError } from "smol-toml";
import type { ConfigDocuments, ConfigNode } from "../config.ts";

/** TOML. The parser knows no places, so lines are found by a second look at the text: table headers, keys, array strings. */
export function readToml(text: string): ConfigDocuments {
  try {
    const value = parse(text);
    const lines = text.split("\n");
    return { documents: [build(value, keyLines(lines), lines, [], 1)] };
  } catch (error) {
    const place = error instanceof TomlError ? { line: error.line, column: error.column } : { line: 1, column: 1 };
    const message = error instanceof Error ? error.message.split("\n")[0]! : "unreadable";
    return { documents: [], problem: { ...place, message } };
  }
}

/** Path of keys (joined by NUL) to line. Array tables count their index. */
function keyLines(lines: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const counts = new Map<string, number>();
  let table: string[] = [];
  for (const [index, raw] of lines.entries()) {
    const entry = raw.trim();
    const header = /^\[(\[)?([^\]]+)\]/.exec(entry);
    if (header && !entry.includes("=", header[0].length) && !/^\[\s*["'][^"']*["']\s*,/.test(entry)) {
      table = splitKey(header[2]!);
      if (header[1] !== undefined) {
        const name = table.join("\0");
        counts.set(name, (counts.get(name) ?? -1) + 1);
        table = [...table, String(counts.get(name))];
      }
      found.set(table.join("\0"), index + 1);
      continue;
    }
    const key = /^((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/.exec(entry)?.[1];
    if (key !== undefined) {
      const path = [...table, ...splitKey(key)].join("\0");
      if (!found.has(path)) found.set(path, index + 1);
    }
  }
  return found;
}

function splitKey(key: string): string[] {
  return [...key.matchAll(/"([^"]*)"|'([^']*)'|([^\s.]+)/g)].map((part) => part[1] ?? part[2] ?? part[3]!);
}

function build(value: unknown, places: Map<string, number>, lines: readonly string[], path: readonly string[], line: number): ConfigNode {
  const keyLine = places.get(path.join("\0"));
  const own = keyLine ?? line;
  const key = keyLine === undefined ? {} : { keyLine };
  if (Array.isArray(value)) {
    let from = own;
    const list = value.map((item, index) => {
      if (typeof item === "string") from = lineOfString(lines, item, from);
      return build(item, places, lines, [...path, String(index)], from);
    });
    return { line: own, ...key, value: list };
  }
  if (value !== null && typeof value === "object" && !(value instanceof Date)) {
    const map = new Map(Object.entries(value).map(([name, item]) => [name, build(item, places, lines, [...path, name], own)]));
    return { line: own, ...key, value: map };
  }
  return {
    line: own,
    ...key,
    value: typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : String(value),
  };
}

/** First line from `from` on that quotes this string. */
function lineOfString(lines: readonly string[], value: string, from: number): number {
  for (let line = from; line <= Math.min(lines.length, from + 2000); line++) {
    const text = lines[line - 1]!;
    if (text.includes(`"${value}"`) || text.includes(`'${value}'`)) return line;
  }
  return from;
}
