import type { Consumer, SystemMap } from "../model/system.ts";
import type { DeliveryModel } from "../model/verification.ts";
/**
 * What may come to a consumer again. `rewind` only where all of it is shown: Kafka, retried in place, one producer, nothing that
 * could be redriven. Everything else delivers any message alone, at any time.
 */
export declare function deliveryModelOf(consumer: Consumer | undefined, map: SystemMap): {
    model: DeliveryModel;
    why: string;
};
/** Do its failures wait on channels beside its own, so that later messages overtake them? */
export declare function retriesElsewhere(consumer: Consumer, map: SystemMap): boolean;
