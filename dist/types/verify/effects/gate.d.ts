import type { Observation, Problem } from "../observation.ts";
/** The n-th effect of a delivery is where faults strike and races take turns. Instruments call it, the player decides. */
export interface Gate {
    /**
     * An effect of an asynchronous client. `apply` performs it. Never resolves when the instance dies here or was dead before;
     * rejects with `failure()` for an injected error.
     */
    pass<T>(point: Point<T>): Promise<T>;
    /** An effect that blocks. Throws `Dead` when the instance dies here or was dead before; throws `failure()` for an injected error. */
    passSync<T>(point: Point<T>): T;
    /** Name of the instance whose code is running. */
    readonly instance: string;
}
export interface Point<T> {
    /** Key of the sink in observations: `db`, `http`, `sqlite:billing.db`, `kafka` … */
    readonly sink: string;
    /** For people, without values: `INSERT INTO accounts`, `POST http://psp.local/charges`, `COMMIT`. */
    readonly what: string;
    readonly write: boolean;
    /** In this process (an embedded database, a local file): an error means that it was not applied, so it never fails afterwards. */
    readonly local?: true;
    readonly apply: () => T | Promise<T>;
    /** The transient error that this client really throws (ECONNRESET, SQLITE_BUSY, KafkaJSError …). Default: an Error with code ECONNRESET. */
    readonly failure?: () => unknown;
    /** HTTP: the 500 answer of a peer that refuses; where absent a refusal is an error. */
    readonly refusal?: () => T;
}
/** Thrown into a dead instance by blocking effects; nothing that it does afterwards counts. */
export declare class Dead extends Error {
}
/** What an instrument may use. One per worker. */
export interface Workshop {
    /** Undefined outside of any instance's code: then the call is our own and goes straight through. */
    gate(): Gate | undefined;
    /** Virtual time, epoch milliseconds; seeded chance. */
    now(): number;
    random(): number;
    uuid(): string;
    /** The project, symlinks resolved; and an empty folder of this play, where everything written ends up. */
    readonly root: string;
    scratch(): string;
    /** Hosts (name or name:port) that the user opened. */
    readonly allowHosts: readonly string[];
    /** A file under root that was read: what the consumer does depends on it. Absolute. */
    readonly read: (path: string) => void;
    /** Something that no probe sees. Noted once per message. */
    unobserved(message: string): void;
    problem(problem: Problem): void;
    /** Something taken for granted, for the answer's assumptions. Noted once per text. */
    assume(text: string): void;
    /** SQL of the set-up files, in order: for a database that is new and empty. */
    readonly setup?: readonly string[];
    /** The scratch database of the named connection, and the SQL that makes its tables; undefined: the user named none. */
    readonly database?: {
        readonly name: string;
        readonly url: string;
        readonly setup: readonly string[];
    };
    /** A client's own way of handing over a handler (kafkajs `consumer.run`, amqplib `consume` …): the consumer can be played through it. */
    subscribe(subscription: Subscription): void;
    /** What the consumer's client sent: handed on where the same instance reads that channel (retry topics). Call it when the send is applied. */
    publish(sent: Sent): void;
}
export interface Sent {
    readonly client: string;
    readonly channel: string;
    readonly key?: string;
    readonly value: Uint8Array;
    readonly headers: Readonly<Record<string, string>>;
    /** Virtual time that it lies somewhere before that channel has it. */
    readonly waitMs?: number;
}
/**
 * How messages that were handed over ended: all acknowledged, all to come back, these positions to come back, or in an error
 * that ends a Node process (an unhandled rejection): then what was not acknowledged comes back to a fresh instance.
 */
export type Settled = "acked" | "nacked" | {
    readonly failed: readonly number[];
} | "crashed";
/** Called at the moment the client's acknowledgement of one message leaves; after a crash that message does not come back. */
export type Acked = (position: number) => void;
export interface Subscription {
    readonly client: string;
    readonly channel?: string;
    readonly group?: string;
    readonly batch: boolean;
    /** Hands messages over as the client would. Resolves when they are settled. */
    deliver(messages: readonly Delivered[], acked: Acked): Promise<Settled>;
    /** Nothing moves any more and `deliver` is still open: what was neither acknowledged nor refused stays at the broker, so it comes back. */
    readonly stalled?: () => void;
}
/** What a transport knows of one copy. */
export interface Delivered {
    readonly event: unknown;
    readonly id: string;
    readonly key: string;
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
    readonly redelivered: boolean;
    readonly deliveryCount: number;
    readonly timestampMs: number;
    readonly headers: Readonly<Record<string, string>>;
}
/** One client library or built-in module whose calls are effects. One file and one line in `instruments.ts`. */
export interface Instrument {
    /** `node:sqlite`, `pg`, `kafkajs` … */
    readonly client: string;
    /** The page that its calls were read from. */
    readonly docs: string;
    /** npm packages that it patches when user code first resolves them; none: a built-in, patched at the start. */
    readonly packages: readonly string[];
    /** Source text of an ES module that stands in for a package that is not installed. */
    readonly standIn?: (specifier: string) => string | undefined;
    start(workshop: Workshop): Running;
}
export interface Running {
    /** Built-ins: at the start of a worker. */
    install?(): void;
    /**
     * Packages: once for each copy that is resolved, right after it was loaded and before anything imports it; patched in place.
     * What it returns, if anything, stands for the exports from then on.
     */
    patch?(exports: Record<string, unknown>): unknown;
    /** Before each play: empty sinks. */
    begin?(): void | Promise<void>;
    /** Something is on its way in real time: a query, a connection that opens. A race waits for it, so that it can be run again. */
    busy?(): boolean;
    /** What is on its way waits for another instance: a lock. */
    blocked?(): Promise<boolean>;
    /** An instance died: its open transactions roll back, its connections close. Synchronous, for the dead cannot wait. */
    died?(instance: string): void;
    /** After a play: what it left. Added to the observation. */
    observe?(): Partial<Observation> | Promise<Partial<Observation>>;
    /** Before the worker ends. */
    end?(): void | Promise<void>;
}
