import type { Finding } from "../model/finding.ts";
import type { Pattern, Row, Stop, Verdict } from "../model/verdict.ts";
import { type Configured } from "./closing-line.ts";
import { type DomainView } from "./domains.ts";
import type { Facts } from "./facts.ts";
import { type StopWhen } from "./stop.ts";
export interface AssessedDomain {
    domain: string;
    verdict: Verdict;
    reasons: string[];
    rows: Row[];
    pattern: Pattern;
    broker: string;
    eventTypes: number;
    deadLetters: Configured;
    idempotency: Configured;
    stop: Stop;
    closingLine: string;
    /** What its proofs take for granted and no other proof shows. */
    assumptions: string[];
    /** Why it may hold more than was seen. */
    unseen: string[];
    view: DomainView;
}
export interface Assessment {
    system: string;
    domains: AssessedDomain[];
    /** Of all rows, worst first, each once. */
    findings: Finding[];
    stop: Stop;
    stopWhen: StopWhen;
    /** May the run end? */
    met: boolean;
    /** Why events may exist in services where none were found. */
    unseen: string[];
    /** Where there is no domain: a sentence that says so. */
    nothing?: string;
}
/** Judges every domain. Pure: everything it needs was gathered before. */
export declare function assess(facts: Facts, userAsked?: boolean): Assessment;
/** The same assessment for one domain; undefined when there is none of that name. */
export declare function narrow(assessment: Assessment, name: string): Assessment | undefined;
