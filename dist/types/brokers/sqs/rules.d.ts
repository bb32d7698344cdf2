import type { Configuration } from "../../model/delivery.ts";
import type { Wanted } from "../broker.ts";
/**
 * What AWS refuses, and what it takes although it is wrong. Emulators take most of it, so it is checked here before any call.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export interface Violation {
    readonly rule: string;
    readonly message: string;
}
export declare const day: number;
export declare const longestRetention: number;
/** A queue as it is found; undefined: it is not there. */
export interface QueueFacts {
    readonly name: string;
    readonly fifo: boolean;
    readonly retention: number;
    /** Names of the queues that may use it as their dead letter; undefined: all. */
    readonly allows?: readonly string[];
}
/** Ranges of a queue's own attributes, and that its name says what it is. */
export declare function queueViolations(name: string, config: Configuration): Violation[];
/** A source that is wired to its dead letter. */
export declare function redriveViolations(source: QueueFacts, deadLetterName: string, deadLetter: QueueFacts | undefined, maxReceiveCount: unknown): Violation[];
/** What the ladder needs of the numbers that were chosen for it. */
export declare function ladderViolations({ retry, lambda }: Wanted, visibility: number, maxReceiveCount: number): Violation[];
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
export declare const lambdaFactor = 6;
/** Throws INVALID_INPUT with all of them. */
export declare function refuse(what: string, violations: readonly Violation[]): void;
