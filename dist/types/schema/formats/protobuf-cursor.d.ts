import { type Place } from "../schema-text.ts";
import { type Token } from "./protobuf-tokens.ts";
/** A walk over the tokens of one file. Every failure names the place. */
export interface Cursor {
    peek(ahead?: number): Token | undefined;
    take(): Token;
    /** Takes the token when it is this text. */
    accept(text: string): Token | undefined;
    expect(text: string): Token;
    word(what: string): Token;
    /** A dotted name, with a leading dot where written. */
    typeName(): {
        text: string;
        token: Token;
    };
    integer(what: string): number;
    fail(message: string, at?: Place): never;
}
export declare function cursorOf(text: string, name: string): Cursor;
/** The text inside a string token; escapes stay as written. */
export declare function unquoted(token: Token): string;
