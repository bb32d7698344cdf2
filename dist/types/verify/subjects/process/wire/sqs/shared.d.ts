import type { Call } from "./calls.ts";
import type { Queues } from "./queues.ts";
/** On a server that others use: rejects where a call would change what was there before. It must not be forwarded then. */
export declare function keepApart(call: Call | undefined, body: string, queues: Queues): Promise<void>;
