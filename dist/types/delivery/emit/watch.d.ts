import type { Topology } from "../../brokers/broker.ts";
/** A consumer whose dead letter and lag are watched. */
export interface Watched {
    readonly consumer: string;
    /** kafka, rabbitmq, nats or sqs. */
    readonly broker: string;
    readonly topology: Topology;
}
/** A series as a test of the rules gives it: a selector without matchers that are patterns. */
export interface Input {
    readonly metric: string;
    readonly labels: Readonly<Record<string, string>>;
    /** Its value while nothing is there. Default: 0. */
    readonly base?: number;
}
/** What a dead letter or a lag is told by. */
export interface Series {
    readonly expr: string;
    /** Labels that the expression keeps; all others are set by the rule. */
    readonly keeps: readonly string[];
    /** Series of which the first, n above its base, makes the expression n while the others stay at theirs. */
    readonly inputs: readonly Input[];
    /** Alike, and none of its business. */
    readonly others: readonly Input[];
}
export interface Watch {
    readonly broker: string;
    readonly consumer: string;
    /** The name of the dead letter. */
    readonly queue: string;
    readonly depth: Series;
    readonly lag: Series;
}
/** What each dead letter of these consumers is watched by; one that several share is watched once. */
export declare function watchesOf(watched: readonly Watched[]): Watch[];
/** A string of PromQL: https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals */
export declare function quoted(text: string): string;
