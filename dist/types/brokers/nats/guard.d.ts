import type { Clock } from "../clock.ts";
import type { Link } from "./connection.ts";
import type { DeadLetters } from "./dead-letter.ts";
import { type Guarded } from "./mover.ts";
/** Moves what the server gives up: what it did while nobody listened, and from now on whatever it tells. Returns what ends it. */
export declare function guard(link: Link, clock: Clock, letters: DeadLetters, guarded: Guarded): () => void;
