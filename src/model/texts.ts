/** The same value with every text in it changed: arrays and plain objects at any depth, keys aside. Parts without a change stay the very same objects. */
export function mapTexts<T>(value: T, change: (text: string) => string): T {
  return walk(value, change, new Map()) as T;
}

function walk(value: unknown, change: (text: string) => string, seen: Map<object, unknown>): unknown {
  if (typeof value === "string") return change(value);
  if (value === null || typeof value !== "object") return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return value;
  if (seen.has(value)) return seen.get(value);
  seen.set(value, value);
  const before = Object.entries(value);
  const after = before.map(([key, inner]) => [key, walk(inner, change, seen)] as const);
  if (after.every(([, inner], index) => inner === before[index]![1])) return value;
  const copy = Array.isArray(value) ? after.map(([, inner]) => inner) : Object.fromEntries(after);
  seen.set(value, copy);
  return copy;
}

// Control characters but tab and line feed, text direction marks, and what some viewers take for a line end.
const steering = new RegExp(String.raw`[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]`, "g");

/** A text of the repository that steers no terminal and starts no line of its own where it is printed. */
export function oneLine(text: string): string {
  return withoutControls(text.replaceAll(/[\r\n\u2028\u2029]+/g, " "));
}

/** The same for a text that may have several lines. */
export function withoutControls(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll(steering, "\uFFFD");
}
