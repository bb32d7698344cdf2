import { redact } from "../../model/redact.ts";
import { oneLine } from "../../model/texts.ts";
import type { Difference } from "../../model/verification.ts";
import type { Delta, ShownRow } from "./compare.ts";
import type { Cell } from "./group.ts";
import { hasToken, plain } from "./tokens.ts";

const columnsShown = 6;
const longest = 40;
const longestText = 300;

/** `- row` is missing, `+ row x2` is there twice, `row: column before -> after` is the same row with another value. */
export function differencesOf(delta: Delta): Difference[] {
  const { sink, what } = delta.group;
  const place = { sink, what: clipped(readable(what), 120) };
  if (delta.sign !== "changed") {
    const times = delta.sign === "missing" ? delta.usually - delta.times : delta.times;
    const text = `${delta.sign === "missing" ? "-" : "+"} ${rowText(delta.row)}${times > 1 ? ` x${times}` : ""}`;
    return [{ ...place, sign: delta.sign, text: clipped(text, longestText) }];
  }
  const { before, after, columns } = delta;
  const name = before.key === undefined ? "" : `${clipped(readable(before.key.split("\u0001").map(bare).join(", ")), 60)}: `;
  return columns.map((column) => ({
    ...place,
    column: clipped(column, 80),
    sign: "changed",
    text: clipped(
      `${name}${shortName(column)} ${cellText(column, before.cells.get(column))} -> ${cellText(column, after.cells.get(column))}`,
      longestText,
    ),
  }));
}

/** The telling columns first: keys, events, numbers, short texts. */
function rowText({ cells, key }: ShownRow): string {
  const keys = new Set(key?.split("\u0001"));
  const weight = (cell: Cell): number => (keys.has(cell) ? 0 : hasToken(cell) ? 1 : cell.length <= longest ? 2 : 3);
  const order = [...cells].toSorted(([, a], [, b]) => weight(a) - weight(b));
  const shown = order.slice(0, columnsShown).map(([column, cell]) => `${shortName(column)}=${cellText(column, cell)}`);
  return `{${shown.join(", ")}${cells.size > columnsShown ? ", …" : ""}}`;
}

/** The column goes along, for a credential is told by its name. */
function cellText(column: string, cell: Cell | undefined): string {
  if (cell === undefined) return "nothing";
  const bytes = /^"x'([0-9a-f]{16,})'"$/.exec(cell)?.[1];
  if (bytes !== undefined) return `x'${bytes.slice(0, 8)}…' (${bytes.length / 2} bytes)`;
  const named = redact(`${column}="${readable(bare(cell))}"`);
  const value = named.startsWith(`${column}="`) ? named.slice(column.length + 2, -1) : "***";
  return clipped(field.test(column) ? value.replace(/[\s,;|=]$/, "") : value, longest);
}

// A field keeps the separator behind it.
const field = /^field \d+ of \d+$/;

function shortName(column: string): string {
  return field.test(column) ? column.replace(/ of \d+$/, "") : column;
}

function bare(cell: Cell): string {
  return cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1) : cell;
}

/** No addresses of people: what stands before the @ is not needed to see a difference. */
function readable(text: string): string {
  return oneLine(redact(plain(text))).replaceAll(/[\w.+-]{1,64}@(?=[\w-])/g, "…@");
}

function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
