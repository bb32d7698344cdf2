/** Of the server's own errors. https://github.com/nats-io/nats-server/blob/main/server/errors.json */
export declare const errors: {
    readonly wrongLastSequence: 10071;
    readonly streamNotFound: 10059;
    readonly consumerNotFound: 10014;
    readonly consumerExists: 10148;
    readonly messageNotFound: 10037;
    readonly noMessage: 10043;
    readonly deleteFailed: 10057;
    readonly streamExists: 10058;
    readonly overlap: 10065;
    readonly storeFailed: 10077;
    readonly disabled: 10039;
    readonly disabledForAccount: 10076;
};
export declare function apiCode(error: unknown): number | undefined;
export declare function isMissing(error: unknown): boolean;
/** A failure of the client or the server in our words. What is none of theirs stays as it is. */
export declare function failure(error: unknown, connection: string, doing: string): unknown;
