import type { ConsumerProof } from "../../../model/delivery.ts";
import type { Opened } from "../../../verify/subject.ts";
import type { OpenConsumer } from "../../verify/open-consumer.ts";
import type { Place } from "../wanted.ts";
interface Way {
    readonly shape: string;
    readonly run: string;
    readonly root: string;
    readonly connection: string;
}
/**
 * Sends poison to the user's own handler, on a shadow of the topology that its plan makes: it must end in this consumer's dead
 * letter, and its neighbours must be handled as if it were not there.
 */
export declare function proveConsumer(placed: Place, consumer: OpenConsumer, opened: Opened, way: Way): Promise<ConsumerProof>;
export declare function proofless(why: string): ConsumerProof;
export {};
