import type { BrokerKind, Dependency } from "./fact.ts";
/** A package that talks to a broker, an event store or a schema registry. */
export interface KnownClient {
    ecosystem: Dependency["ecosystem"];
    /** As written in manifests, lower case; `*` at the end stands for any rest. */
    name: string;
    /** Absent where configuration chooses the broker. */
    broker?: BrokerKind;
    /** An SDK or store with many uses: it counts only where code uses it for messaging; then `broker` says nothing. */
    generic?: readonly BrokerKind[];
}
/** The known client that a dependency is, or undefined. */
export declare function clientOf({ ecosystem, name }: Dependency): KnownClient | undefined;
