/**
 * Statements of a script, each with its own text; a trigger's body stays whole. Linear. Text that does not end cleanly is one
 * last statement. https://www.sqlite.org/c3ref/complete.html
 */
export declare function statementsOf(script: string): string[];
/**
 * The file that a statement names: ATTACH, VACUUM INTO. `text` is the literal as it stands, `undefined` where an expression names
 * it. Null: the statement names none.
 */
export declare function fileNamedIn(statement: string): {
    readonly text: string;
    readonly start: number;
    readonly end: number;
} | undefined | null;
/** What a statement says, without comments and literals; words in lower case, names without quotes. */
export declare function wordsOf(statement: string, limit?: number): string[];
