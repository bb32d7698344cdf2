/** Statements longer than this are read up to here, which keeps the patterns below cheap. */
export const maxStatement = 2_000;

/** Counters of the row itself; they say nothing about the effect of a message. */
const bookkeeping = /^(version|revision|rev|lock_version|attempts?|retries|retry_count)$/i;

const insertGuards: readonly (readonly [RegExp, string])[] = [
  [/on\s+conflict[^;]*do\s+nothing/i, "insert … on conflict do nothing"],
  [/insert\s+(or\s+)?ignore/i, "insert ignore"],
  [/\bmerge\s+into\b/i, "merge into"],
];

/** An insert that leaves a row alone when its key is there. */
export function insertGuard(text: string): string | undefined {
  return insertGuards.find(([pattern]) => pattern.test(text))?.[1];
}

/** The update takes place only where the insert of the same statement did. */
export function guardsItself(text: string): boolean {
  let from = /^\s*with\b/i.test(text) ? 0 : -1;
  for (const word of [/\binsert\b/gi, /\bdo\s+nothing\b/gi, /\breturning\b/gi, /\b(update|insert)\b/gi]) {
    if (from < 0) return false;
    word.lastIndex = from;
    from = word.test(text) ? word.lastIndex : -1;
  }
  return from >= 0;
}

/** `SET status = … WHERE … AND status = …`: it applies once, in the state that it leaves. */
export function leavesState(text: string): boolean {
  const where = text.search(/\bwhere\b/i);
  const set = where < 0 ? -1 : text.search(/\bset\b/i);
  if (set < 0 || set > where) return false;
  return ["status", "state", "phase"].some(
    (column) =>
      new RegExp(String.raw`\b${column}["\x60]?\s*=`, "i").test(text.slice(set, where)) &&
      new RegExp(String.raw`\b${column}["\x60]?\s*(=|<>|!=|in\b)`, "i").test(text.slice(where)),
  );
}

/** A plain insert: a second one fails or makes a second row, which only the table's keys say. */
export function isPlainInsert(text: string): boolean {
  return /^\s*insert\s+into\b/i.test(text) && !/\bon\s+(conflict|duplicate)\b/i.test(text);
}

/** A column that gets a value computed from what it holds: SET n = n + 1, c = t.c || EXCLUDED.c. */
export function accumulates(text: string): boolean {
  return assignments(text.slice(0, maxStatement)).some(([column, value]) => {
    if (bookkeeping.test(column)) return false;
    const name = column.replaceAll(/\W/g, "");
    if (name === "") return false;
    const old = value.replaceAll(
      new RegExp(String.raw`\b(excluded|new)\.["\x60]?${name}\b["\x60]?|\bvalues\s*\(\s*["\x60]?${name}["\x60]?\s*\)`, "gi"),
      "?",
    );
    const own = String.raw`(?:\w+\.)?["\x60]?\b${name}\b["\x60]?`;
    return (
      new RegExp(
        String.raw`${own}\s*\)?(?:\s*,\s*[\w'.]+\s*\))?\s*(?:[+*/-]|\|\|)|(?:[+*/-]|\|\|)\s*(?:coalesce\s*\(\s*)?${own}`,
        "i",
      ).test(old) ||
      new RegExp(String.raw`\b(?:concat|concat_ws|array_append|array_cat|array_prepend|json_array_append)\s*\([^()]*${own}`, "i").test(
        old,
      ) ||
      new RegExp(String.raw`\bnot\s+${own}`, "i").test(old)
    );
  });
}

/** Column and value of each assignment after SET, or after ON DUPLICATE KEY UPDATE. */
function assignments(text: string): [string, string][] {
  const found: [string, string][] = [];
  for (const start of text.matchAll(/\bset\s|\bduplicate\s+key\s+update\s/gi)) {
    const rest = text.slice(start.index + start[0].length);
    const end = rest.search(/\bwhere\b|\breturning\b|\bfrom\b|;/i);
    for (const part of atTopLevel(end < 0 ? rest : rest.slice(0, end))) {
      const sign = part.indexOf("=");
      const column = sign < 0 ? "" : part.slice(0, sign).trim();
      if (/^["\x60\w.]+$/.test(column))
        found.push([column.slice(column.lastIndexOf(".") + 1).replaceAll(/["\x60]/g, ""), part.slice(sign + 1)]);
    }
  }
  return found;
}

function atTopLevel(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < list.length; index++) {
    const sign = list[index];
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (sign === "," && depth === 0) {
      parts.push(list.slice(from, index));
      from = index + 1;
    }
  }
  return [...parts, list.slice(from)];
}

/** Which parameter holds the column that decides about a conflict; undefined where the statement does not say. */
export function conflictParameter(text: string): number | undefined {
  const target = /\bon\s+conflict\s*\(\s*"?(\w+)"?\s*\)/i.exec(text)?.[1];
  const columns = /\binsert\s+(?:or\s+ignore\s+|ignore\s+)?into\s+[\w."`]+\s*\(([^()]*)\)\s*values\s*\(([^()]*)\)/i.exec(text);
  if (!columns) return undefined;
  const names = columns[1]!.split(",").map((name) => name.trim().replaceAll(/["`]/g, ""));
  const values = columns[2]!.split(",").map((value) => value.trim());
  const at = target === undefined ? (names.length === 1 ? 0 : -1) : names.indexOf(target);
  const value = at < 0 ? undefined : values[at];
  if (value === undefined) return undefined;
  const numbered = /^\$(\d+)$/.exec(value);
  if (numbered) return Number(numbered[1]) - 1;
  return /^(\?|%s|:\w+|@\w+)$/.test(value) ? values.slice(0, at).filter((each) => /^(\?|%s|:\w+|@\w+)$/.test(each)).length : undefined;
}
