/** One change of a text. Offsets are those of the text before all changes. */
export interface TextEdit {
    readonly at: number;
    readonly remove: number;
    readonly insert: string;
    /** Why it is needed. */
    readonly why: string;
}
/** The same change as people read it: whole lines. */
export interface LineEdit {
    readonly file: string;
    /** 1-based; for added lines the line before which they stand. */
    readonly line: number;
    /** Column of the first change, 1-based. */
    readonly column: number;
    /** The lines that change, empty where lines are only added. */
    readonly before: string;
    readonly after: string;
    readonly why: string;
}
/** The text with all changes made. They must not overlap. */
export declare function edited(text: string, edits: readonly TextEdit[]): string;
/** At one place what stands deeper comes first: it still belongs to the block that ends there. */
export declare function ordered(edits: readonly TextEdit[]): TextEdit[];
/** One for each run of lines that changes: what stands on one line is told together. */
export declare function lineEdits(file: string, text: string, edits: readonly TextEdit[]): LineEdit[];
/** What ends the lines of a text. */
export declare function lineEnd(text: string): "\r\n" | "\n";
/** Offset of the end of the line that `offset` is in, before what ends it. */
export declare function endOfLine(text: string, offset: number): number;
/** The blanks that begin the line that `offset` is in. */
export declare function indentAt(text: string, offset: number): string;
/** Column of an offset, as blanks: what stands before it on its line with everything visible taken for one blank. */
export declare function blanksTo(text: string, offset: number): string;
