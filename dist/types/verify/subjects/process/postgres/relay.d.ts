import type { Ledger } from "../points.ts";
import { type Target } from "./connect.ts";
/** PostgreSQL as the process sees it: our scratch database, with a gate before each statement. */
export interface Relay {
    /** Port of an instance's own address; the same over restarts. */
    port(instance: string): Promise<number>;
    /** Sessions at the server that this instance had opened. */
    sessions(instance: string): number[];
    /** A statement of this instance is with the server. */
    isAsked(instance: string): boolean;
    end(): Promise<void>;
}
export declare function createRelay(target: Target, points: Ledger, sink: string): Relay;
