import type { Row, Verdict } from "../model/verdict.ts";
import type { DomainView } from "./domains.ts";
/** Names and reasons that lead to the verdict, strongest first. */
export interface Judged {
    verdict: Verdict;
    reasons: string[];
}
/**
 * KEEP: every schema that the domain sends or reads is registered, every consumer's dead letter and idempotency are
 * proven. DISCARD: a schema breaks, or a consumer has no dead letter or is not idempotent. Else incomplete. The other rows do not
 * decide: those that fail are warnings.
 */
export declare function verdictOf(domain: DomainView, rows: readonly Row[], unseen: readonly string[]): Judged;
