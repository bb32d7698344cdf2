import { type Group, type Kind } from "./group.ts";
import type { Groups } from "./references.ts";
/** Words of keys, paths, topics and addresses that occur in every run. */
export interface Vocabulary {
    /** By kind and sink. */
    readonly words: ReadonlySet<string>;
    /** Of the others only those are dropped that look drawn: a new word is a new place. */
    readonly onlyDrawn: boolean;
}
/** The words that all runs have in common: the others follow the ids, the clock or chance. */
export declare function vocabularyOf(runs: readonly Groups[], onlyDrawn?: boolean): Vocabulary;
/** For undisturbed runs of the same ids. Undefined: their places have the same names. */
export declare function drawnVocabulary(runs: readonly Groups[]): Vocabulary | undefined;
/** Places of which the names differ only in words that are not common are one place; the name becomes a column. */
export declare function regrouped(groups: Groups, vocabulary: Vocabulary): Map<string, Group>;
/** What a group is called once the words that are not common are left out. */
export declare function commonName(group: {
    readonly kind: Kind;
    readonly sink: string;
    readonly what: string;
}, vocabulary: Vocabulary): string;
