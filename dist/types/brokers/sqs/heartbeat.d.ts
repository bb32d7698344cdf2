import type { Clock } from "../clock.ts";
import type { Leased, Leases } from "./lease.ts";
/**
 * One lease is for one message. While a batch is handled, each of its messages stays hidden as long as all of them may take; then it
 * comes again, for a handler that hangs must not hold it for ever.
 */
export declare function heartbeat(clock: Clock, lease: Leases, taken: readonly Leased[], visibilityMs: number): {
    end(): Promise<void>;
};
