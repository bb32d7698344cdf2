import type { DomainView } from "../domains.ts";
import type { Facts } from "../facts.ts";
import { type Judgement } from "../judgement.ts";
/** Row 6: a failed delivery is tried again after growing waits. Reading can deny it; only a run shows the waits. */
export declare function retry(domain: DomainView, { proofs }: Facts): Judgement[];
