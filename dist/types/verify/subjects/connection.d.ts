import type { ChildProcess } from "node:child_process";
import type { Problem } from "../observation.ts";
import type { Order, Reply } from "../player/protocol.ts";
/** One living host. After a problem it is gone. */
export interface Connection {
    readonly gone: boolean;
    /** The reply, or what ended the host first. Rejects with CANCELLED. */
    ask(order: (id: number) => Order, signal: AbortSignal): Promise<Reply | Problem>;
    end(): Promise<void>;
}
export declare function connectHost(child: ChildProcess): Connection;
