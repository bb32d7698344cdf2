import type { Table } from "../../../observation.ts";
import type { Ledger } from "../points.ts";
import { type Relay } from "./relay.ts";
/** The scratch database of a run. */
export interface Database {
    readonly sink: string;
    /** Empty tables, as after the set-up. */
    reset(): Promise<void>;
    relay(points: Ledger): Relay;
    /** Ends sessions that dead processes left behind: they may still hold locks. */
    drop(sessions: readonly number[]): Promise<void>;
    /** A session waits for a lock. */
    isBlocked(): Promise<boolean>;
    tables(): Promise<Table[]>;
    /** Leaves the database as empty as it was found. */
    release(): Promise<void>;
    /** What the process is told: variables by custom, and words. */
    address(port: number): {
        readonly env: Readonly<Record<string, string>>;
        readonly words: Readonly<Record<string, string>>;
    };
}
/** Rejects with a sentence where the database is not to be used. */
export declare function openDatabase({ name, url }: {
    readonly name: string;
    readonly url: string;
}, setup: readonly string[]): Promise<Database>;
