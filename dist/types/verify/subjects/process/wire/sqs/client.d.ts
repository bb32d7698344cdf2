import type { Place } from "../place.ts";
/** Our own calls to SQS. No server that stands in for AWS checks a signature. */
export interface SqsClient {
    call<T>(action: string, fields: object): Promise<T>;
    /** SNS speaks the older protocol alone. */
    sns(action: string, fields: Readonly<Record<string, string>>): Promise<string>;
}
export declare function sqsClient({ host, port, region }: Place): SqsClient;
export declare class SqsError extends Error {
    readonly name = "SqsError";
    readonly missing: boolean;
    constructor(text: string);
}
