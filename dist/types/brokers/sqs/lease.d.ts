import type { Message as SqsMessage } from "@aws-sdk/client-sqs";
import type { Clock } from "../clock.ts";
import type { Clients } from "./client.ts";
/** A message that was received, as long as it is ours. */
export interface Leased {
    readonly message: SqsMessage;
    readonly handle: string;
    /** By our clock. A settlement that comes later counts for nothing: somebody else may have the message. */
    untilMs: number;
}
/** Hides, shows and deletes received messages of one queue. */
export declare function leases({ sqs, ask }: Clients, clock: Clock, QueueUrl: string, visibilityMs: number): {
    of: (message: SqsMessage) => Leased;
    isOurs: ({ untilMs }: Leased) => boolean;
    /** Comes again after so many seconds. False: it was ours no more. */
    putOff: ({ handle }: Leased, seconds: number) => Promise<boolean>;
    prolong: (leased: Leased) => Promise<void>;
    drop: ({ handle }: Leased) => Promise<void>;
    /** Gives back what was received and not handed over, in its order. */
    release: (all: readonly Leased[]) => Promise<void>;
};
export type Leases = ReturnType<typeof leases>;
