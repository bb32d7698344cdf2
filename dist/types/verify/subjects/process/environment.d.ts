import { type Folders } from "../fork.ts";
/** Allow-listed, with an empty home. `own` comes last. */
export declare function processEnvironment(outer: Readonly<Record<string, string | undefined>>, own: Readonly<Record<string, string>>, folders: Folders): Record<string, string>;
/** `{http.url}` and the like; a word that nobody gave stays as it is. */
export declare function withWords(text: string, words: Readonly<Record<string, string>>): string;
