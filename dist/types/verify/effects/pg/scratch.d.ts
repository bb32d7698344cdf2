import type { Table } from "../../observation.ts";
import type { Workshop } from "../gate.ts";
import type { Pg, PgClient } from "./library.ts";
import { type Query } from "./tables.ts";
type Database = NonNullable<Workshop["database"]>;
/** The run's own database, over a connection of our own. Claimed when the consumer first connects. */
export interface Scratch {
    /** Settings of a connection to it. */
    readonly target: PgClient;
    /** Sessions of dead or former instances that the server has not ended yet: they hold locks. */
    readonly end: (sessions: readonly number[]) => Promise<void>;
    /** Empty tables, as after the set-up. */
    /** A session waits for a lock. */
    readonly isBlocked: () => Promise<boolean>;
    readonly reset: () => Promise<void>;
    readonly tables: (sink: string) => Promise<Table[]>;
    /** Leaves the database as empty as it was found. */
    readonly release: () => Promise<void>;
}
/** `connect` and `query` are the library's own. Rejects with a sentence where the database is not to be used. */
export declare function claimScratch({ Client }: Pg, database: Database, own: {
    connect(client: PgClient): Promise<unknown>;
    query: (client: PgClient) => Query;
}): Promise<Scratch>;
export {};
