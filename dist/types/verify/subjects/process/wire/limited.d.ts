import type { Wire } from "./wire.ts";
/** The same wire; an event that comes more often than that ends the play, and is noted. */
export declare function limited(wire: Wire, most: number, stuck: Set<number>): Wire;
