/** Values of a sink as JSON has them: a blob is `x'<hex>'`, a bigint beyond 2^53 its decimal text. */
export type Value = string | number | boolean | null;
export interface Column {
    readonly name: string;
    /** Numbered by the database (AUTOINCREMENT, serial, identity): burns numbers on ignored inserts. */
    readonly generated: boolean;
    /** Alone, or as part of a key, under a PRIMARY KEY or UNIQUE constraint. */
    readonly key: boolean;
    /** `table.column` of a foreign key. */
    readonly references?: string;
}
export interface Table {
    /** `db` for ctx; else the instrumented database, such as `sqlite:billing.db` or `postgres:main`. */
    readonly sink: string;
    readonly name: string;
    readonly columns: readonly Column[];
    readonly rows: readonly (readonly Value[])[];
}
export interface Published {
    /** `publish` for ctx; else the client, such as `kafka`. */
    readonly sink: string;
    readonly topic: string;
    readonly key?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Parsed where it is JSON, else text. */
    readonly value: unknown;
}
export interface HttpCall {
    readonly method: string;
    readonly url: string;
    /** Lower-case names; only those that the consumer set. */
    readonly headers: Readonly<Record<string, string>>;
    /** Parsed where it is JSON, else text. */
    readonly body: unknown;
}
/** All that a play left behind outside the consumer. */
export interface Observation {
    readonly tables: readonly Table[];
    /** By `<sink>` and key; expired keys gone. `expires`: it was set with a time to live. */
    readonly kv: readonly {
        readonly sink: string;
        readonly key: string;
        readonly value: string;
        readonly expires?: boolean;
    }[];
    readonly files: readonly {
        readonly path: string;
        readonly line: string;
    }[];
    readonly published: readonly Published[];
    readonly http: readonly HttpCall[];
    /** Indices of events that ended as dead letters. */
    readonly deadLetters: readonly number[];
}
/** One effect that the subject reached, in order. */
export interface TracePoint {
    /** Index into `deliveries`. */
    readonly delivery: number;
    /** From 1 within its delivery. */
    readonly n: number;
    readonly sink: string;
    /** For people: `INSERT INTO accounts`, `POST http://…`, `BEGIN`, `COMMIT`. No values. */
    readonly what: string;
    readonly write: boolean;
    /** It cannot fail after it was applied. */
    readonly local?: true;
    /** The faults that can strike there, `crash after` and the like; absent: every kind, on both sides. */
    readonly strikes?: readonly string[];
}
/** One attempt at handling: what came, where, and how it ended. */
export interface Attempt {
    /** Index of the step; -1: the background job after the steps. */
    readonly step: number;
    readonly copies: readonly {
        readonly event: number;
        readonly kind: "first" | "redelivery" | "producer";
        readonly count: number;
    }[];
    readonly instance: string;
    /** Virtual time since the start, milliseconds. */
    readonly atMs: number;
    /** When it was settled. A handler that waits until its message is due is handed it earlier. */
    readonly endedMs?: number;
    /** `partial`: a batch of which some items come back. */
    readonly result: "acked" | "nacked" | "partial" | "crashed" | "ticked" | "lost";
    /** `partial`: positions of the copies that come back. */
    readonly back?: readonly number[];
    /** What it threw, first line, redacted. */
    readonly error?: string;
}
/** Why a play says less than it should, or nothing. */
export type Problem = {
    readonly kind: "import-failed" | "unsupported-syntax" | "no-export";
    readonly message: string;
}
/** It never resolved, or kept the thread busy. */
 | {
    readonly kind: "timeout";
    readonly message: string;
}
/** It ended itself: an exit call, a native crash, out of memory. */
 | {
    readonly kind: "exited";
    readonly message: string;
}
/** An effect that no probe sees: a host, a process, a path outside. `message` names it. */
 | {
    readonly kind: "unobserved";
    readonly message: string;
}
/** A schedule that this subject cannot run. */
 | {
    readonly kind: "not-covered";
    readonly message: string;
};
export interface PlayOutcome {
    readonly observation: Observation;
    readonly trace: readonly TracePoint[];
    readonly deliveries: readonly Attempt[];
    /** How many of the play's faults hit their point. */
    readonly faultsHit: number;
    /** Turns of a race in which both could have moved: the length of what an exhaustive enumeration must cover. */
    readonly turns?: readonly (0 | 1)[];
    /** What the SQL of each declared invariant gave, in order. */
    readonly invariants?: readonly Value[];
    readonly problems: readonly Problem[];
    /** What the instruments took for granted. */
    readonly assumptions?: readonly string[];
    /** Files under root that were loaded or read so far, relative, sorted; only when there are more than `Opened.files` had. */
    readonly files?: readonly string[];
}
