import type { Place } from "../place.ts";
import type { Wire } from "../wire.ts";
/** SQS and SNS between a process and a server that stands in for AWS. One play at a time: the names in the code are the server's. */
export declare function sqsWire(place: Place): Wire;
