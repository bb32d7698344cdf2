import type { DomainView } from "../domains.ts";
import type { Facts } from "../facts.ts";
import type { Judgement } from "../judgement.ts";
/** Row 1: every event has a schema with the standard envelope, or an equivalent one. */
export declare function envelope(domain: DomainView, { settings }: Facts): Judgement[];
