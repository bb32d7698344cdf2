import { type Place, refused } from "../schema-text.ts";
import { type Token, tokenize } from "./protobuf-tokens.ts";

/** A walk over the tokens of one file. Every failure names the place. */
export interface Cursor {
  peek(ahead?: number): Token | undefined;
  take(): Token;
  /** Takes the token when it is this text. */
  accept(text: string): Token | undefined;
  expect(text: string): Token;
  word(what: string): Token;
  /** A dotted name, with a leading dot where written. */
  typeName(): { text: string; token: Token };
  integer(what: string): number;
  fail(message: string, at?: Place): never;
}

export function cursorOf(text: string, name: string): Cursor {
  const tokens = tokenize(text, name);
  let index = 0;
  const cursor: Cursor = {
    peek: (ahead = 0) => tokens[index + ahead],
    take() {
      return tokens[index++] ?? cursor.fail("the file ends in the middle of a statement");
    },
    accept(wanted) {
      return tokens[index]?.text === wanted && tokens[index]?.kind !== "string" ? tokens[index++] : undefined;
    },
    expect(wanted) {
      return cursor.accept(wanted) ?? cursor.fail(`expected "${wanted}", found ${shown(tokens[index])}`);
    },
    word(what) {
      const token = tokens[index];
      if (token?.kind !== "word") return cursor.fail(`expected ${what}, found ${shown(token)}`);
      index++;
      return token;
    },
    typeName() {
      const lead = cursor.accept(".");
      const first = cursor.word("a type");
      let found = (lead ? "." : "") + first.text;
      while (cursor.accept(".")) found += `.${cursor.word("a name after the dot").text}`;
      return { text: found, token: lead ?? first };
    },
    integer(what) {
      const sign = cursor.accept("-") ? -1 : 1;
      const token = cursor.take();
      const value = /^0\d/.test(token.text) ? Number(`0o${token.text}`) : Number(token.text);
      if (token.kind !== "number" || !Number.isInteger(value)) return cursor.fail(`expected ${what}, found "${token.text}"`, token);
      return sign * value;
    },
    fail(message, at) {
      throw refused(name, at ?? tokens[index] ?? tokens.at(-1) ?? { line: 1, column: 1 }, message);
    },
  };
  return cursor;
}

function shown(token: Token | undefined): string {
  return token === undefined ? "the end of the file" : `"${token.text}"`;
}

/** The text inside a string token; escapes stay as written. */
export function unquoted(token: Token): string {
  return token.text.slice(1, -1);
}
