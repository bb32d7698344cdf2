/**
 * Statements of a script, each with its own text; a trigger's body stays whole. Linear. Text that does not end cleanly is one
 * last statement. https://www.sqlite.org/c3ref/complete.html
 */
export function statementsOf(script: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let words: string[] = [];
  let [previous, last] = ["", ""];
  const keep = (end: number): void => {
    const text = script.slice(start, end).trim();
    if (words.length > 0) statements.push(text);
    start = end;
    words = [];
    [previous, last] = ["", ""];
  };
  for (const { token, end } of tokens(script)) {
    const inTrigger = /^create (temp |temporary )?trigger/.test(words.join(" "));
    if (token === ";" && (!inTrigger || (last === "end" && previous === ";"))) {
      keep(end);
      continue;
    }
    if (words.length < 3 && token !== ";") words.push(token);
    [previous, last] = [last, token];
  }
  keep(script.length);
  return statements;
}

/**
 * The file that a statement names: ATTACH, VACUUM INTO. `text` is the literal as it stands, `undefined` where an expression names
 * it. Null: the statement names none.
 */
export function fileNamedIn(statement: string): { readonly text: string; readonly start: number; readonly end: number } | undefined | null {
  const pieces: { token: string; start: number; end: number }[] = [];
  for (const piece of tokens(statement)) if (pieces.push(piece) === 8) break;
  const [verb, second] = pieces.map(({ token }) => token);
  const into = pieces.findIndex(({ token }) => token === "into");
  if (verb !== "attach" && !(verb === "vacuum" && into > 0)) return null;
  const at = verb === "vacuum" ? into + 1 : second === "database" ? 2 : 1;
  const piece = pieces[at];
  const next = pieces[at + 1]?.token;
  const whole = verb === "attach" ? next === "as" : next === undefined || next === ";";
  if (piece === undefined || !whole || !/^['"]/.test(statement.slice(piece.start))) return undefined;
  const quote = statement[piece.start]!;
  return { ...piece, text: statement.slice(piece.start + 1, piece.end - 1).replaceAll(quote + quote, quote) };
}

/** What a statement says, without comments and literals; words in lower case, names without quotes. */
export function wordsOf(statement: string, limit = 40): string[] {
  const words: string[] = [];
  for (const { token } of tokens(statement)) {
    words.push(token);
    if (words.length === limit) break;
  }
  return words;
}

const closing: Readonly<Record<string, string>> = { "'": "'", '"': '"', "`": "`", "[": "]" };
const word = /[\p{L}\p{N}_$]+/uy;

function* tokens(text: string): Generator<{ token: string; start: number; end: number }> {
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (/\s/.test(char)) at++;
    else if (text.startsWith("--", at)) at = after(text, "\n", at);
    else if (text.startsWith("/*", at)) at = after(text, "*/", at + 2);
    else if (char in closing) {
      const end = quoted(text, at, closing[char]!);
      yield { token: char === "'" ? "'" : text.slice(at + 1, end - 1), start: at, end };
      at = end;
    } else {
      word.lastIndex = at;
      const end = word.test(text) ? word.lastIndex : at + 1;
      yield { token: text.slice(at, end).toLowerCase(), start: at, end };
      at = end;
    }
  }
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

function quoted(text: string, start: number, close: string): number {
  let at = start + 1;
  while (at < text.length) {
    if (text[at] !== close) at++;
    else if (text[at + 1] === close && close !== "]") at += 2;
    else return at + 1;
  }
  return text.length;
}
