import type { ConsumerProof } from "../../../model/delivery.ts";
import type { Opened } from "../../../verify/subject.ts";
import type { Wire } from "../../../verify/subjects/process/wire/wire.ts";
import type { OpenConsumer } from "../../verify/open-consumer.ts";
/** Stands between a process and its wire while it is given poison: what comes again without end is ended. */
export interface PoisonWatch {
    readonly around: {
        readonly wire: (wire: Wire) => Wire;
        readonly workMs: number;
    };
    readonly stuck: ReadonlySet<number>;
}
export declare function poisonWatch(): PoisonWatch;
/**
 * Sends poison to the user's own process over its real broker, with everything that broker and consumer do about it in real time: it
 * must end in this consumer's dead letter, and its neighbours must be handled as if it were not there. `consumer` was opened with
 * `watch.around`.
 */
export declare function proveProcess(consumer: OpenConsumer, opened: Opened, watch: PoisonWatch): Promise<ConsumerProof>;
