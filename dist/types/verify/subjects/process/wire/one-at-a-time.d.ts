import type { Wire } from "./wire.ts";
/** A play begins when the one before has ended: the names in the consumer's code are those of the server. */
export declare function oneAtATime(wire: Wire): Wire;
