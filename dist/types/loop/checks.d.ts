import type { Row } from "../model/verdict.ts";
import type { DomainView } from "./domains.ts";
import type { Facts } from "./facts.ts";
import { type Judgement } from "./judgement.ts";
interface Check {
    title: string;
    /** Why the row holds where there is nothing to judge and everything was read. */
    empty: (domain: DomainView) => string;
    judge: (domain: DomainView, facts: Facts) => Judgement[];
}
/** THE six rows of the validation table, in order. */
export declare const checks: readonly Check[];
export declare function rowsOf(domain: DomainView, facts: Facts): Row[];
export {};
