const open = "\u27E8";
const close = "\u27E9";

/** Puts the index of an event where its id stood, so that runs under other ids compare: `lock:4f2a…` becomes `lock:⟨m3⟩`. */
export interface Tokens {
  /** Ids anywhere in the text. */
  inText(text: string): string;
  /** The whole value is an id. */
  whole(value: string | number): string | undefined;
}

// A shorter one may be any number or word.
const shortest = 6;
// From here on no other text contains it by accident.
const unmistakable = 16;

export function tokensOf(ids: readonly string[]): Tokens {
  const names = new Map(ids.map((id, index) => [id, `${open}m${index}${close}`]));
  const byLength = [...names.keys()].filter((id) => id.length >= shortest).toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const least = byLength.at(-1)?.length ?? Number.POSITIVE_INFINITY;
  const alternatives = byLength.map((id) => (id.length >= unmistakable ? escaped(id) : `(?<![A-Za-z0-9])${escaped(id)}(?![A-Za-z0-9])`));
  const pattern = new RegExp(alternatives.join("|"), "g");
  return {
    inText: (text) => names.get(text) ?? (text.length < least ? text : text.replace(pattern, (id) => names.get(id)!)),
    whole: (value) => (typeof value === "string" || String(value).length >= shortest ? names.get(String(value)) : undefined),
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

export function hasToken(text: string): boolean {
  return text.includes(`${open}m`);
}

const token = new RegExp(`${open}m\\d+${close}`, "g");

/** Index of the first event that the text names. */
export function eventOf(text: string): number | undefined {
  const found = text.match(token)?.[0];
  return found === undefined ? undefined : Number(found.slice(2, -1));
}

/** Stands for the number of a row that this text tells; equal rows, equal tokens. */
export function rowToken(told: string): string {
  let hash = 2_166_136_261;
  for (let at = 0; at < told.length; at++) hash = Math.imul(hash ^ told.charCodeAt(at), 16_777_619) >>> 0;
  return `${open}#${hash.toString(36)}${close}`;
}

const row = new RegExp(`${open}#\\w{1,10}${close}`, "g");

/** For people: `m3`, and `#` for the number of a row. */
export function plain(text: string): string {
  return text.replaceAll(token, (found) => found.slice(1, -1)).replaceAll(row, "#");
}

const drawn = [
  token,
  row,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z?)?/g,
  /\b[0-9a-f]{16,128}\b/gi,
  /\d{9,}/g,
];

/** A name without what differs from message to message or from run to run: ids, dates, digests, long numbers. */
export function shapeOf(name: string): string {
  return drawn.reduce((text, pattern) => text.replaceAll(pattern, "*"), name);
}
