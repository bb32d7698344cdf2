/** `sum(data.amount) - 2 * count()`: sum, count, min, max over a path of the events, numbers, + - * and parentheses. */
export type Expression =
  | { readonly number: number }
  | { readonly fold: "sum" | "count" | "min" | "max"; readonly path: readonly string[] }
  | { readonly operator: "+" | "-" | "*"; readonly left: Expression; readonly right: Expression };

export type ReadExpression = { readonly expression: Expression } | { readonly error: string; readonly at: number };

class Unreadable extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const token = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][\w-]*(?:\.[\w-]+)*)|([-+*()]))/y;
const longest = 1000;
const deepest = 50;

/** Position is 0-based. */
export function readExpression(text: string): ReadExpression {
  try {
    if (text.length > longest) throw new Unreadable(`longer than ${longest} characters`, longest);
    const tokens = tokensOf(text);
    const reader = { tokens, next: 0, end: text.length };
    const expression = sum(reader, 0);
    const rest = tokens[reader.next];
    if (rest) throw new Unreadable(`unexpected "${rest.text}"`, rest.at);
    return { expression };
  } catch (error) {
    if (error instanceof Unreadable) return { error: error.message, at: error.at };
    throw error;
  }
}

/** Undefined where an event lacks the field or holds no number there. */
export function evaluate(expression: Expression, events: readonly unknown[]): number | undefined {
  if ("number" in expression) return expression.number;
  if ("fold" in expression) return fold(expression.fold, expression.path, events);
  const [left, right] = [evaluate(expression.left, events), evaluate(expression.right, events)];
  if (left === undefined || right === undefined) return undefined;
  return expression.operator === "+" ? left + right : expression.operator === "-" ? left - right : left * right;
}

/** Sums of decimals differ in the last digits by the order of adding. */
export function sameNumber(one: number, two: number): boolean {
  return Math.abs(one - two) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(two));
}

interface Part {
  readonly text: string;
  readonly at: number;
}

interface Reader {
  readonly tokens: readonly Part[];
  next: number;
  readonly end: number;
}

function tokensOf(text: string): Part[] {
  const parts: Part[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const from = token.lastIndex;
    const found = token.exec(text);
    if (!found) {
      const at = from + (text.slice(from).length - text.slice(from).trimStart().length);
      throw new Unreadable(`unexpected "${text[at] ?? ""}"`, at);
    }
    const word = found[1] ?? found[2] ?? found[3]!;
    parts.push({ text: word, at: token.lastIndex - word.length });
  }
  return parts;
}

function sum(reader: Reader, depth: number): Expression {
  let left = product(reader, depth);
  for (let operator = reader.tokens[reader.next]?.text; operator === "+" || operator === "-"; operator = reader.tokens[reader.next]?.text) {
    reader.next += 1;
    left = { operator, left, right: product(reader, depth) };
  }
  return left;
}

function product(reader: Reader, depth: number): Expression {
  let left = atom(reader, depth);
  while (reader.tokens[reader.next]?.text === "*") {
    reader.next += 1;
    left = { operator: "*", left, right: atom(reader, depth) };
  }
  return left;
}

function atom(reader: Reader, depth: number): Expression {
  const part = reader.tokens[reader.next];
  if (part === undefined) throw new Unreadable("unexpected end", reader.end);
  if (depth > deepest) throw new Unreadable("too deep", part.at);
  reader.next += 1;
  if (/^\d/.test(part.text)) return { number: Number(part.text) };
  if (part.text === "-") return { operator: "-", left: { number: 0 }, right: atom(reader, depth + 1) };
  if (part.text === "(") {
    const inner = sum(reader, depth + 1);
    expect(reader, ")");
    return inner;
  }
  const name = part.text.toLowerCase();
  if (name !== "sum" && name !== "count" && name !== "min" && name !== "max") {
    throw new Unreadable(`unknown "${part.text}": sum, count, min, max of a path, such as sum(data.amount)`, part.at);
  }
  expect(reader, "(");
  const path = reader.tokens[reader.next];
  const named = path !== undefined && /^[A-Za-z_]/.test(path.text);
  if (named) reader.next += 1;
  else if (name !== "count") throw new Unreadable(`${name} needs a path`, path?.at ?? reader.end);
  expect(reader, ")");
  return { fold: name, path: named ? path.text.split(".") : [] };
}

function expect(reader: Reader, text: string): void {
  const part = reader.tokens[reader.next];
  if (part?.text !== text) throw new Unreadable(`expected "${text}"`, part?.at ?? reader.end);
  reader.next += 1;
}

function fold(kind: "sum" | "count" | "min" | "max", path: readonly string[], events: readonly unknown[]): number | undefined {
  const values = path.length === 0 ? events : events.map((event) => path.reduce<unknown>((at, key) => field(at, key), event));
  if (kind === "count") return values.filter((value) => value !== undefined && value !== null).length;
  const numbers = values
    .filter((value) => value !== undefined && value !== null)
    .map((value) => (typeof value === "string" ? Number(value) : value));
  if (!numbers.every((value) => typeof value === "number" && Number.isFinite(value)) || values.every((value) => value === undefined))
    return undefined;
  const given = numbers as number[];
  if (kind === "sum") return given.reduce((total, value) => total + value, 0);
  return given.length === 0 ? undefined : given.reduce((best, value) => (kind === "min" ? Math.min(best, value) : Math.max(best, value)));
}

function field(at: unknown, key: string): unknown {
  return at !== null && typeof at === "object" && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined;
}
