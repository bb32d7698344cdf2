import type { Analysis } from "../analysis.ts";
import type { Handler } from "../handlers.ts";
import type { Use } from "../uses.ts";
import { type ErrorPath } from "./errors.ts";
import { type Happening } from "./happening.ts";
import { type Sign } from "./idempotence.ts";
/** What reading a consumer's handler shows, and the steps it was read from. */
export interface Judgement {
    handler: Handler | undefined;
    all: Happening[];
    errors: ErrorPath;
    signs: Sign[];
    autoAck: boolean;
    /** A failure that is caught counts as handled for the broker: the message does not come back. */
    settles: boolean;
    /** Index of the first acknowledgement that runs before any effect, when effects follow it. */
    ackFirst: Happening | undefined;
    dlq?: "true" | "false";
    dlqWhy?: string;
    retry?: boolean;
    retryWhy?: string;
    deadLetter?: Extract<Happening, {
        kind: "produce";
    }>;
}
export declare function judge(use: Use, handler: Handler | undefined, analysis: Analysis): Judgement;
/** Of the channels of a publish the one that is named for dead letters. */
export declare function deadChannel({ channels }: {
    channels: readonly string[];
}): string | undefined;
