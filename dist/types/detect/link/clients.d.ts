import type { BrokerKind, Dependency } from "../fact.ts";
export interface Client {
    library: string;
    manifest: string;
    line: number;
    broker?: BrokerKind;
    /** No SDK with other uses. */
    dedicated: boolean;
}
/**
 * Clients that a manifest declares. A dedicated one counts by itself; an SDK with many uses, or one of a test scope, only in the
 * manifest nearest to code that talks to that broker.
 */
export declare function findClients(dependencies: readonly Dependency[], sightings: readonly {
    file: string;
    broker: BrokerKind;
}[], read: (path: string) => string | undefined): Client[];
