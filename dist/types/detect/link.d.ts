import type { SystemMap } from "../model/system.ts";
import type { Settings } from "../model/settings.ts";
import type { Dependency, Fact, FactOf } from "./fact.ts";
export interface LinkInput {
    facts: readonly Fact[];
    dependencies: readonly Dependency[];
    /** Manifests that were read, also those without dependencies. */
    manifests: readonly string[];
    settings: Settings;
    rootName: string;
    read: (path: string) => string | undefined;
}
/** The part of the map that follows from facts. */
export type Linked = Pick<SystemMap, "services" | "brokers" | "clients" | "channels" | "producers" | "consumers" | "schemas" | "eventTypes" | "dlq" | "eventSourcing" | "cqrs" | "outbox" | "questions">;
/** Facts become the map: names resolved by infrastructure, services, ids, brokers and their roles, dead letters joined to consumers. */
export declare function link(input: LinkInput): Linked;
export declare function only<K extends Fact["fact"]>(facts: readonly Fact[], kind: K): FactOf<K>[];
