import type { Finding } from "../model/finding.ts";
import type { Settings } from "../model/settings.ts";
import type { FindingContext, FindingRule } from "./finding-rule.ts";
/** THE list of finding rules. */
export declare const findingRules: readonly FindingRule[];
/** What the rules say about the map, with what the reading of code stated; worst first, each place once. */
export declare function findFindings(context: FindingContext): Finding[];
export interface Ignored {
    findings: Finding[];
    /** Ignores that no longer count. */
    expired: string[];
}
/** Leaves out what the settings ignore. An ignore counts until its day is over. */
export declare function applyIgnores(findings: readonly Finding[], { ignores }: Settings, today: string | undefined): Ignored;
