import type { BrokerKind, Fact } from "../fact.ts";
import type { Client } from "./clients.ts";
interface Evidence {
    file: string;
    line: number;
    what: string;
}
export interface Broker {
    kind: BrokerKind;
    name?: string;
    role: "app" | "infra" | "dependency";
    evidence: Evidence[];
}
/** Each broker once, with the strongest role that anything gives it and the evidence of that role first. */
export declare function findBrokers(facts: readonly Fact[], clients: readonly Client[]): Broker[];
export {};
