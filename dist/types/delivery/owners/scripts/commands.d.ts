import type { Declared } from "../format.ts";
/** A line of a script that makes a topic by itself: no other command stands on it. Offsets in the text. */
export interface Command {
    readonly topic: string;
    readonly start: number;
    readonly topicAt: number;
    /** Of the command, before what joins it with the next one. */
    readonly end: number;
    readonly joint: "&&" | ";" | "";
    readonly line: number;
}
export declare function commandsIn(text: string): Command[];
/** Topics that scripts of the repository make, such as a Compose service that runs once. `paths`: all files of the repository. */
export declare function declaredInScripts(paths: readonly string[], read: (file: string) => string | undefined): Declared[];
