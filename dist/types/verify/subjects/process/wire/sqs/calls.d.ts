/** A request to SQS or SNS, whichever of the two protocols it is written in. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-vs-query.html */
export interface Call {
    readonly action: string;
    readonly protocol: "json" | "query";
    /** sts: tells who asks, and keeps nothing · other: whatever else the same server offers. */
    readonly service: "sqs" | "sns" | "sts" | "other";
    /** Name of the queue, or of the topic. */
    readonly channel?: string;
    /** One for a single call, several for a batch. */
    readonly entries: readonly Entry[];
    readonly batch: boolean;
}
export interface Entry {
    readonly id: string;
    readonly receipt?: string;
    /** Seconds until it may come again. */
    readonly visibility?: number;
    readonly body?: string;
    readonly group?: string;
    readonly attributes: Readonly<Record<string, string>>;
}
/** Undefined: something else than a call. */
export declare function callOf(target: string | undefined, body: string): Call | undefined;
export interface Received {
    readonly id: string;
    readonly receipt: string;
    readonly body: string;
}
/** Messages that an answer to ReceiveMessage holds. */
export declare function receivedIn(protocol: Call["protocol"], answer: string): Received[];
/** The answer to a call that was carried out as far as the consumer can tell. */
export declare function doneAnswer({ action, protocol, batch, entries }: Call): {
    readonly type: string;
    readonly body: string;
};
