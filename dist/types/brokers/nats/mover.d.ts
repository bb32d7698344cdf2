import type { Link } from "./connection.ts";
import type { DeadLetters } from "./dead-letter.ts";
/** Which consumer's abandoned messages go where. */
export interface Guarded {
    readonly stream: string;
    readonly consumer: string;
    readonly entry: boolean;
    readonly deadLetter: string;
}
/**
 * Moves what the server gave up after max_deliver to the dead letter. Its advisories tell which: they wait in their stream until
 * this is done, so nothing is lost while nobody runs. Repeatable, and safe in many processes at once.
 */
export declare function moveAbandoned(link: Link, letters: DeadLetters, guarded: Guarded): Promise<number>;
