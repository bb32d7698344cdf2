import type { DomainView } from "../domains.ts";
import type { Facts } from "../facts.ts";
import { type Judgement } from "../judgement.ts";
/** Row 5: every consumer was run under faults and its effects stayed the same. Reading alone never decides. */
export declare function idempotency(domain: DomainView, facts: Facts): Judgement[];
