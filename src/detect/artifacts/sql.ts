import type { ArtifactReader } from "../artifact-reader.ts";

/** CREATE TABLE statements, in .sql files and in migrations of any language. */
export const sql: ArtifactReader = {
  id: "sql",
  name: /\.sql$|(^|\/)(migrations?|alembic|flyway|liquibase|db\/migrate)\/.*\.(ts|js|mjs|cjs|py|rb|go|java|kt|xml|ya?ml)$/,
  mark: /create\s+table/i,
  *read({ file, text }) {
    const pattern =
      /\bcreate\s+(?:unlogged\s+|temp(?:orary)?\s+)?table\s+(?:if\s+not\s+exists\s+)?((?:["`[]?\w+["`\]]?\.)?["`[]?\w+["`\]]?)\s*\(/gi;
    let line = 1;
    let counted = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      for (let at = text.indexOf("\n", counted); at >= 0 && at < match.index; at = text.indexOf("\n", at + 1)) line++;
      counted = match.index;
      const body = balanced(text, pattern.lastIndex);
      pattern.lastIndex += body.length;
      yield { fact: "table", file, line, name: match[1]!.replaceAll(/["`[\]]/g, "").toLowerCase(), ...columnsOf(body) };
    }
  },
};

/** The text up to the bracket that closes the one before `from`. */
function balanced(text: string, from: number): string {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return text.slice(from, at);
  }
  return text.slice(from);
}

function columnsOf(body: string): { columns: string[]; unique: string[][] } {
  const columns: string[] = [];
  const unique: string[][] = [];
  for (const part of splitTop(body.replaceAll(/--[^\n]*/g, ""))) {
    const key = /^(?:constraint\s+\S+\s+)?(?:primary\s+key|unique)(?:\s+(?:key|index))?(?:\s+\w+)?\s*\(([^()]*)\)/i.exec(part);
    if (key) {
      unique.push(names(key[1]!));
      continue;
    }
    const column = /^["`[]?(\w+)["`\]]?\s/.exec(part)?.[1]?.toLowerCase();
    if (column === undefined || /^(constraint|primary|unique|foreign|check|index|key|exclude)$/.test(column)) continue;
    columns.push(column);
    if (/\bprimary\s+key\b|\bunique\b/i.test(part)) unique.push([column]);
  }
  return { columns, unique };
}

function splitTop(body: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < body.length; at++) {
    if (body[at] === "(") depth++;
    else if (body[at] === ")") depth--;
    else if (body[at] === "," && depth === 0) {
      parts.push(body.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...parts, body.slice(start).trim()].filter((part) => part !== "");
}

function names(list: string): string[] {
  return list.split(",").map((name) =>
    name
      .trim()
      .replaceAll(/["`[\]]/g, "")
      .split(/\s/)[0]!
      .toLowerCase(),
  );
}
