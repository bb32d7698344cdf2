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
 * Cuts the lists of an answer to one page. Without any wish everything stays.
 * A page that is still over the budget gets shorter; `counts` says how many entries each list really has.
 */
export function present<A extends Record<string, unknown>>(
  answer: A,
  lists: readonly string[],
  page: Page,
): A & { cursor?: string; counts?: Record<string, number> } {
  if (page.detail === undefined && page.limit === undefined && page.cursor === undefined) return answer;
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
    if (limit <= 1 || JSON.stringify(shown).length <= budget[detail]) return shown as A;
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

/** Concise entries drop what can be asked for again: evidence lists and whatever is empty. */
function withoutEvidence(entry: unknown): unknown {
  if (entry === null || typeof entry !== "object" || Array.isArray(entry)) return entry;
  return Object.fromEntries(
    Object.entries(entry).filter(([key, value]) => key !== "evidence" && !(Array.isArray(value) && value.length === 0)),
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
