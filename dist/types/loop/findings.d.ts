import type { Finding } from "../model/finding.ts";
import type { SystemMap } from "../model/system.ts";
import type { AssessedDomain, Assessment } from "./assessment.ts";
import type { Facts } from "./facts.ts";
/** What detection and the rows found, worst first, each once; for a part of the system only what lies in its files. */
export declare function allFindings({ findings, domains }: Assessment, map: SystemMap, whole: boolean): Finding[];
/** Detection's findings; what is asked of events only where there are some: callers stand for their wrapper, and dead letters need none. */
export declare function detected(map: SystemMap): Finding[];
/** What detection says of the same matter knows the library, and so the edit. How bad it is follows from the row. */
export declare function moreSpecific(finding: Finding, detected: readonly Finding[]): Finding;
/** Schema files that do not parse and belong to no known event: said once, without a verdict on them. */
export declare function unreadable(domains: readonly AssessedDomain[], { schemas }: Facts): Finding[];
/** Breaks of schemas that no known event goes by: whoever sends by them may live elsewhere. */
export declare function strayBreaks(domains: readonly AssessedDomain[], { schemas }: Facts): Finding[];
/** Errors first, then by place; a finding that two domains share stands once. */
export declare function sortFindings(findings: readonly Finding[]): Finding[];
/** What is said where no domain was found. */
export declare function nothingFound(findings: readonly Finding[], unseen: readonly string[], map: SystemMap): string;
