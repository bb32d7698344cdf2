import type { DomainView } from "../domains.ts";
import type { Facts } from "../facts.ts";
import type { Judgement } from "../judgement.ts";
/** Row 2: every event carries a correlation id, in its schema or in the headers that its producers set. */
export declare function correlation(domain: DomainView, { map, settings }: Facts): Judgement[];
