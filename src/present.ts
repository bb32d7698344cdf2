import { ToolError } from "./tool.ts";

export type Detail = "concise" | "detailed";

interface Page {
  detail: Detail | undefined;
  limit: number | undefined;
  cursor: string | undefined;
}

/** Characters of JSON at most: 2,000 tokens when concise, the client's inline limit when detailed. */
const budget: Record<Detail, number> = { concise: 8000, detailed: 45_000 };
const defaultLimit: Record<Detail, number> = { concise: 10, detailed: 200 };

/**
 * Cuts the lists of an answer to one page. Without lists or any wish everything stays.
 * A page that is still over the budget gets shorter; `counts` says how many entries each list really has.
 */
export function present<A extends Record<string, unknown>>(
  answer: A,
  lists: readonly string[],
  page: Page,
): A & { cursor?: string; counts?: Record<string, number>; truncated?: string[] } {
  if (lists.length === 0 || (page.detail === undefined && page.limit === undefined && page.cursor === undefined)) return answer;
  const detail = page.detail ?? "detailed";
  const start = decodeCursor(page.cursor);
  const counts = Object.fromEntries(lists.map((list) => [list, lengthOf(answer[list])]));
  const longest = Math.max(0, ...Object.values(counts));
  if (start > 0 && start >= longest)
    throw new ToolError("INVALID_INPUT", "The cursor points past the last page.", "No list has that many entries.");
  for (let limit = page.limit ?? defaultLimit[detail]; ; limit = Math.floor(limit / 2)) {
    const shown: Record<string, unknown> = { ...answer, counts };
    for (const list of lists) shown[list] = slice(answer[list], start, limit, detail);
    if (start + limit < longest) shown["cursor"] = encodeCursor(start + limit);
    if (limit <= 1 || JSON.stringify(shown).length <= budget[detail]) return fit(shown as A, budget[detail]);
  }
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function slice(value: unknown, start: number, limit: number, detail: Detail): unknown {
  if (!Array.isArray(value)) return value;
  const page: unknown[] = value.slice(start, start + limit);
  return detail === "concise" ? page.map(withoutEvidence) : page;
}

/** Concise entries drop what can be asked for again: evidence lists and whatever is empty, at any depth. */
function withoutEvidence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEvidence);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key, inner]) => key !== "evidence" && !(Array.isArray(inner) && inner.length === 0));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutEvidence(inner)]));
}

/**
 * Cuts whatever is still too long for one message: the ends of long lists and texts.
 * `truncated` names what was cut; the whole is in `detail: detailed`, in `--json` and in the library.
 */
export function fit<A extends Record<string, unknown>>(answer: A, limit: number): A & { truncated?: string[] } {
  if (JSON.stringify(answer).length <= limit) return answer;
  for (let entries = 200, characters = 20_000; ; entries = Math.floor(entries / 2), characters = Math.floor(characters / 2)) {
    const truncated = new Set<string>();
    const shown = shorten(answer, "", { entries, characters, truncated }) as A;
    const fitted = { ...shown, truncated: [...truncated].slice(0, 20) };
    if (JSON.stringify(fitted).length <= limit || entries === 0) return fitted;
  }
}

interface Measure {
  entries: number;
  characters: number;
  truncated: Set<string>;
}

function shorten(value: unknown, at: string, measure: Measure): unknown {
  if (typeof value === "string") {
    if (value.length <= Math.max(200, measure.characters)) return value;
    measure.truncated.add(at);
    return `${value.slice(0, measure.characters)}…`;
  }
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    if (value.length > measure.entries) measure.truncated.add(at);
    return value.slice(0, measure.entries).map((entry) => shorten(entry, `${at}[]`, measure));
  }
  const entries = Object.entries(value);
  if (entries.length > Math.max(30, measure.entries)) measure.truncated.add(at);
  return Object.fromEntries(
    entries.slice(0, Math.max(30, measure.entries)).map(([key, inner]) => [key, shorten(inner, at === "" ? key : `${at}.${key}`, measure)]),
  );
}

function encodeCursor(offset: number): string {
  return Buffer.from(`o${offset}`).toString("base64url");
}

function decodeCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const match = /^o(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!match)
    throw new ToolError("INVALID_INPUT", "That is not a cursor of this tool.", "A cursor comes from the previous answer, unchanged.");
  return Number(match[1]);
}
