/** One stream under one schedule: what a subject is asked to run. Pure data; sent to another process as JSON. */
export interface Play {
    readonly steps: readonly Step[];
    /** Virtual time at the start, epoch milliseconds. */
    readonly clock: number;
    /** For the subject's random numbers and ids. */
    readonly seed: number;
    /** Other events instead of the subject's samples (look-alike ids, other payloads); the same number of them. */
    readonly events?: readonly unknown[];
    /** By what name the engine makes these other events again (event-sets.ts). */
    readonly eventsName?: string;
    /** Their ids, by index; default: the subject's. */
    readonly ids?: readonly string[];
    /** Packages are loaded anew too, not only the consumer's own files: what a package remembers is an instance's own. */
    readonly deep?: true;
    /** Where a refused message comes back: at once (default); behind all others and never as a dead letter; or nowhere, it is only told. */
    readonly nacks?: "inline" | "tail" | "none";
}
/** Instances are named; `A` is there from the start, another one starts when it is first named. All share every sink. */
export type InstanceName = string;
export type Step = Deliver
/** Two deliveries at once. They share the sinks and nothing else. */
 | {
    readonly do: "race";
    readonly first: Deliver;
    readonly second: Deliver;
    readonly order: readonly Turn[];
}
/** The instance is killed and starts again under the same name. */
 | {
    readonly do: "restart";
    readonly instance: InstanceName;
}
/** The clock moves on; timers and time to live follow. */
 | {
    readonly do: "advance";
    readonly ms: number;
}
/** The background job once, with a fault. Without faults it runs by itself when the steps are done, until it has nothing more to do. */
 | {
    readonly do: "tick";
    readonly on: InstanceName;
    readonly fault?: Fault;
};
export interface Deliver {
    readonly do: "deliver";
    /** One for a handler; a batch for a batch consumer. */
    readonly copies: readonly Copy[];
    readonly to: InstanceName;
    readonly fault?: Fault;
}
/**
 * One copy of an event. `redelivery`: same offset, redelivered, deliveryCount + 1. `producer`: the producer sent it again: same
 * event id, new offset, not redelivered, deliveryCount 1.
 */
export interface Copy {
    /** Index into the events. */
    readonly event: number;
    readonly kind: "first" | "redelivery" | "producer";
}
/**
 * One fault in the first attempt of a delivery. `crash`: SIGKILL, then the same instance starts again and the message comes
 * back. `error`: the effect fails with a transient error; memory survives. `refuse`: an HTTP peer answers 500.
 */
export interface Fault {
    readonly kind: "crash" | "error" | "refuse";
    /** The n-th effect of the delivery, from 1; `ack`: after the handler, before the acknowledgement (side before) or just after it. */
    readonly at: number | "ack";
    /** Before the effect is applied, or after. */
    readonly side: "before" | "after";
    /** In every attempt of the delivery, not only the first. */
    readonly every?: true;
    /** Strikes every effect of these words (`TracePoint.what`) instead of the n-th. */
    readonly what?: string;
}
/** Who moves at the next scheduling point of a race: the first (0) or second (1) delivery up to its next effect, or the clock. */
export type Turn = 0 | 1 | {
    readonly advanceMs: number;
};
/** Virtual waits before a refused message comes back; after the last one it is a dead letter. */
export declare const redeliveryWaitsMs: readonly [0, 1000, 5000, 30000, 120000];
