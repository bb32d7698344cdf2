import type { Held } from "../broker.ts";
import type { Link } from "./connection.ts";
import type { Box, DeadLetters } from "./dead-letter.ts";
export declare function peekAt(link: Link, box: Box, atMost?: number): AsyncGenerator<Held>;
/** One after the other; a deletion runs beside the handling of the next one, and is waited for before that one's own. */
export declare function takeFrom(link: Link, letters: DeadLetters, box: Box, wants: (held: Held) => boolean, handle: (held: Held) => Promise<void>): Promise<number>;
