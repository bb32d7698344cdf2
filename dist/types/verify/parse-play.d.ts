import { type PlayText } from "./play-text.ts";
export type ParsedPlay = {
    readonly play: PlayText;
} | {
    readonly error: string;
    readonly at: number;
};
/** Reads what `printPlay` writes. `at` is 0-based. */
export declare function parsePlay(text: string): ParsedPlay;
