import type { DomainView } from "./domains.ts";
import type { Facts } from "./facts.ts";
/** What the proofs of a domain take for granted and no other proof shows, each once. */
export declare function openAssumptions(domain: DomainView, facts: Facts): string[];
