import type { RankedBroker } from "../model/broker.ts";
/** How well a broker meets a requirement: called for by it, good, nothing against it, strained by it, against it. */
export type Grade = "called-for" | "good" | "neutral" | "strained" | "against";
export interface Trait {
    grade: Grade;
    because: string;
    /** What to know before relying on it: a cost, or a statement that ages. */
    caveat?: string;
}
/** A broker as `recommend-broker` sees it. Numbers are exclusive limits: at the limit itself neither side holds. */
export interface Traits {
    broker: RankedBroker;
    title: string;
    throughput: {
        /** Events per second above which this broker is called for. */
        calledForAbove?: number;
        /** Events per second that it must stay below. */
        below?: number;
        caveat?: string;
    };
    latency: {
        /** p99 in milliseconds that can be expected with durable writes in one region; a smaller wish strains it. */
        expectedMs: number;
        caveat?: string;
    };
    replay: Trait;
    routing: Trait;
    fanOut: Trait;
    awsNative: Trait;
    orderingByKey: Trait;
    orderingGlobal: Trait & {
        /** Events per second at which the one ordered lane ends. */
        below?: number;
    };
    retention: {
        /** Hours that an event can be kept; undefined: as long as the disk lasts. */
        maxHours?: number;
        because: string;
        caveat?: string;
    };
    payload: {
        /** Kilobytes of one event; a larger one needs a setting or a claim check. */
        maxKilobytes: number;
        because: string;
    };
}
