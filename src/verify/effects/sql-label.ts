import { wordsOf } from "./sql-statements.ts";

export interface Label {
  /** The verb and the table, never a value: `INSERT INTO accounts`, `SELECT FROM orders`, `BEGIN`, `COMMIT`. */
  readonly what: string;
  readonly write: boolean;
}

const known = new Map<string, Label>();
const remembered = 5000;

/** What a statement of SQL does, of SQLite, PostgreSQL or MySQL. */
export function labelOf(sql: string): Label {
  let label = known.get(sql);
  if (label === undefined) {
    if (known.size > remembered) known.clear();
    known.set(sql, (label = read(wordsOf(sql, 2000))));
  }
  return label;
}

const modifiers = new Set(["or", "ignore", "replace", "abort", "fail", "rollback", "only", "table", "into", "from", "low_priority"]);
const manners = new Set(["temp", "temporary", "unique", "if", "not", "exists", "or", "replace", "concurrently", "materialized", "virtual"]);
const changes = new Set(["insert", "update", "delete", "replace", "merge"]);

function read(words: readonly string[]): Label {
  const [verb = "", second = ""] = words;
  if (verb === "with") return withBody(words);
  if (verb === "insert" || verb === "replace" || verb === "merge")
    return { what: `${verb.toUpperCase()} INTO ${nameAfter(words, 1)}`, write: true };
  if (verb === "update") return { what: `UPDATE ${nameAfter(words, 1)}`, write: true };
  if (verb === "delete") return { what: `DELETE FROM ${nameAfter(words, 1)}`, write: true };
  if (verb === "truncate" || verb === "copy") return { what: `${verb.toUpperCase()} ${nameAfter(words, 1)}`, write: true };
  if (verb === "select")
    return { what: words.includes("from") ? `SELECT FROM ${nameAfter(words, words.indexOf("from") + 1)}` : "SELECT", write: false };
  if (verb === "create" || verb === "alter" || verb === "drop") {
    const rest = words.slice(1).filter((word) => !manners.has(word));
    return { what: [verb, rest[0]].join(" ").toUpperCase() + ` ${rest[1] ?? ""}`, write: true };
  }
  if (verb === "begin" || (verb === "start" && second === "transaction")) return { what: "BEGIN", write: false };
  if (verb === "commit" || verb === "end") return { what: "COMMIT", write: true };
  return { what: verb.toUpperCase() || "SQL", write: ["release", "vacuum", "reindex", "call", "do"].includes(verb) };
}

/** The statement after the common table expressions; PostgreSQL lets these write as well. */
function withBody(words: readonly string[]): Label {
  let depth = 0;
  let write = false;
  for (const [index, word] of words.entries()) {
    if (word === "(") depth++;
    else if (word === ")") depth--;
    const changing = changes.has(word) && words[index - 1] !== "for" && words[index + 1] !== "(";
    if (changing) write = true;
    if (depth === 0 && index > 0 && (changing || word === "select")) {
      const label = read(words.slice(index));
      return { what: label.what, write: write || label.write };
    }
  }
  return { what: "WITH", write };
}

function nameAfter(words: readonly string[], from: number): string {
  let at = from;
  while (at < words.length && modifiers.has(words[at]!)) at++;
  const parts = [words[at] ?? ""];
  while (words[at + 1] === "." && words[at + 2] !== undefined) {
    parts.push(words[at + 2]!);
    at += 2;
  }
  return parts.join(".");
}
