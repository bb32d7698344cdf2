import { type Group, type Kind } from "./group.ts";
import type { Groups } from "./references.ts";
/** Words of keys, paths, topics and addresses that occur under any ids, by kind and sink. */
export type Vocabulary = ReadonlySet<string>;
/** The words that all runs have in common: the others follow the ids. */
export declare function vocabularyOf(runs: readonly Groups[]): Vocabulary;
/** Places of which the names differ only in words that follow the ids are one place; the name becomes a column. */
export declare function regrouped(groups: Groups, vocabulary: Vocabulary): Map<string, Group>;
/** What a group is called once the words that follow the ids are left out. */
export declare function commonName(group: {
    readonly kind: Kind;
    readonly sink: string;
    readonly what: string;
}, vocabulary: Vocabulary): string;
