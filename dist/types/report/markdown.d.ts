import type { Finding } from "../model/finding.ts";
import type { SystemMap } from "../model/system.ts";
import type { Row, Verdict } from "../model/verdict.ts";
import { type FlowInput } from "./flow.ts";
interface ReportDomain {
    domain: string;
    verdict: Verdict;
    reasons: readonly string[];
    rows: readonly Row[];
    closingLine: string;
    /** What its proofs take for granted. */
    assumptions?: readonly string[];
    producers: FlowInput["producers"];
    consumers: FlowInput["consumers"];
}
export interface Report {
    system: string;
    map: SystemMap;
    domains: readonly ReportDomain[];
    /** How many distinct event types travel in them. */
    eventTypes: number;
    findings: readonly Finding[];
    todo: readonly {
        file: string;
        line: number;
        text: string;
    }[];
    /** Rows of the results log, newest last, header excluded. */
    log: readonly string[];
}
/** The report as Markdown that GitHub renders, map included. No clock: the same repository gives the same text. */
export declare function markdown(report: Report): string;
export {};
