import type { DomainView } from "../domains.ts";
import type { Facts } from "../facts.ts";
import { type Judgement } from "../judgement.ts";
/** Row 4: a failure of every consumer ends in a dead letter. Reading can deny it; only a run proves it. */
export declare function deadLetter(domain: DomainView, { proofs, doubts }: Facts): Judgement[];
