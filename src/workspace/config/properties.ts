import type { ConfigDocuments, ConfigNode } from "../config.ts";

/** Java properties and .env files: one flat map of keys as they stand. */
export function readProperties(text: string): ConfigDocuments {
  const map = new Map<string, ConfigNode>();
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1;
    let entry = lines[index]!.trim();
    while (entry.endsWith("\\") && index + 1 < lines.length) entry = entry.slice(0, -1) + lines[++index]!.trim();
    if (entry === "" || entry.startsWith("#") || entry.startsWith("!")) continue;
    const end = entry.search(/[=:]/);
    if (end <= 0) continue;
    const key = entry
      .slice(0, end)
      .trim()
      .replace(/^export\s+/, "");
    map.set(key, { line, keyLine: line, value: unquote(entry.slice(end + 1).trim()) });
  }
  return { documents: [{ line: 1, value: map }] };
}

/** ini: one map a section; keys before the first section stand at the top. */
export function readIni(text: string): ConfigDocuments {
  const top = new Map<string, ConfigNode>();
  let section = top;
  let last: { key: string; line: number } | undefined;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = index + 1;
    const entry = raw.trim();
    if (entry === "" || entry.startsWith("#") || entry.startsWith(";")) continue;
    if (entry.startsWith("[") && entry.endsWith("]")) {
      section = new Map();
      top.set(entry.slice(1, -1).trim(), { line, keyLine: line, value: section });
      last = undefined;
      continue;
    }
    if (/^\s/.test(raw) && last !== undefined) {
      const known = section.get(last.key)!;
      section.set(last.key, { ...known, value: `${known.value as string}\n${entry}` });
      continue;
    }
    const end = entry.search(/[=:]/);
    if (end <= 0) continue;
    last = { key: entry.slice(0, end).trim(), line };
    section.set(last.key, { line, keyLine: line, value: unquote(entry.slice(end + 1).trim()) });
  }
  return { documents: [{ line: 1, value: top }] };
}

function unquote(value: string): string {
  const first = value[0];
  return value.length >= 2 && (first === '"' || first === "'") && value.endsWith(first) ? value.slice(1, -1) : value;
}
