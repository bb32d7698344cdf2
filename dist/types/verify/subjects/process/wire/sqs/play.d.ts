import type { Place } from "../place.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import type { SqsClient } from "./client.ts";
import type { Queues } from "./queues.ts";
/** One play on a server that speaks SQS: redeliveries are the server's own, for a deletion that it has not got. */
export declare function playOnSqs(beginning: Beginning, place: Place, client: SqsClient, queues: Queues): WirePlay;
