import type { Carrier } from "./carrier.ts";
import type { Place } from "./place.ts";
import type { Sent } from "./wire.ts";
/** Events that the consumer itself sent to its dead letter, and that the broker took. */
export declare function deadOnes({ sent, ledger }: Carrier, { isDead }: Place): number[];
/** What it sent beside its dead letters and retries. What is only named like one, and is none of the events, is a message of its own. */
export declare function publishedBy({ sent, ledger }: Carrier, { isDead, isRetry }: Place): Sent[];
/** Looks now and then while something that was handed over before waits. Returns what ends it. */
export declare function watchDead({ ledger }: Carrier, look: () => Promise<void>): () => void;
