import type { Verification } from "../model/verification.ts";
import type { Play } from "./play.ts";
import type { Opened } from "./subject.ts";
/** The events that a consumer is played. */
export interface Material {
    /** Id of the consumer. */
    readonly consumer: string;
    readonly events: readonly unknown[];
    readonly ids: readonly string[];
    /** Partition keys, by index of the event. */
    readonly keys: readonly string[];
    /** The events hold their ids; else only their transport does. */
    readonly idsInside?: boolean;
    /** The events under other ids; an id may come twice, and need not be a UUID. */
    readonly withIds: (ids: readonly string[]) => readonly unknown[];
    /** The events made at other moments (ISO 8601); absent where they tell none. */
    readonly withTimestamps?: (times: readonly string[]) => readonly unknown[];
}
export interface VerifyOptions {
    /** Wire ids or titles; default: all. */
    readonly faults?: readonly string[];
    /** Literal schedules (play-text.ts): only these are played, beside the undisturbed runs. */
    readonly schedules?: readonly string[];
    readonly seeds: readonly number[];
    /** `plays` decides; `seconds` is a safety net that, where it strikes, is told. */
    readonly budget: {
        readonly plays: number;
        readonly seconds: number;
    };
    /** Two faults in one play too, while the budget lasts; default: true. */
    readonly pairs?: boolean;
    readonly invariants: readonly {
        readonly sql: string;
        readonly equals: string;
    }[];
    readonly ignore: readonly string[];
    readonly model: "rewind" | "individual";
    /** For the counterexample. */
    readonly replay: {
        readonly command: string;
        readonly file: string;
    };
    /** Milliseconds; for the net alone. */
    now(): number;
}
export declare const defaultBudget: {
    readonly plays: 600;
    readonly seconds: 120;
};
/** Of a process: each play starts it anew. */
export declare const processBudget: {
    readonly plays: 60;
    readonly seconds: 300;
};
export interface Verified {
    readonly verification: Verification;
    readonly opened?: Opened;
    /** The shrunk counterexample. */
    readonly play?: Play;
    readonly seeds: readonly number[];
    /** Digest of the undisturbed run under the mask. */
    readonly effects?: string;
}
export type Progress = (message: string, done?: number, total?: number) => void;
