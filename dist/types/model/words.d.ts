/** The words of a name, lower case: camel case, dots, dashes and underscores all separate. */
export declare function wordsOf(name: string): string[];
export declare function isVerb(word: string): boolean;
/** A verb that names nothing: place, create, send; not order or report. */
export declare function isCommand(word: string): boolean;
/** Could this word say what has happened: placed, sent, paid, set, ready? */
export declare function isPast(word: string): boolean;
/** The past participle: place -> placed, cancel -> cancelled, send -> sent, apply -> applied. */
export declare function pastOf(verb: string): string;
/** The verb of a form in -ing, or undefined. */
export declare function verbOfIng(word: string): string | undefined;
