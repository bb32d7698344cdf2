import { type ConfigNode } from "../../workspace/config.ts";
/** A file with the offsets of all that stands in it. */
export interface Opened {
    readonly path: string;
    readonly text: string;
    readonly documents: readonly ConfigNode[];
    /** It is JSON: every key and text in quotes. */
    readonly json: boolean;
    /** CloudFormation's functions are written in their long form, as JSON has to. */
    readonly longForm: boolean;
    /** One step of indentation as this file has it. */
    readonly unit: string;
}
/** Why something cannot be done by an edit of a file. */
export interface Cannot {
    readonly cannot: string;
}
/** Undefined for a format that is not edited, a reason for a file that cannot be. */
export declare function openText(path: string, text: string): Opened | Cannot | undefined;
/** Lines written for LF, with the line ends of this file. */
export declare function asIn({ text }: Pick<Opened, "text">, lines: string): string;
