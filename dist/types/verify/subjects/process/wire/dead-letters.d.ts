import type { Carrier } from "./carrier.ts";
import type { Place } from "./place.ts";
/** Events that the consumer itself sent to its dead letter, and that the broker took. */
export declare function deadOnes({ sent, ledger }: Carrier, { isDead }: Place): number[];
/** Looks now and then while something that was handed over before waits. Returns what ends it. */
export declare function watchDead({ ledger }: Carrier, look: () => Promise<void>): () => void;
