import type { Finding } from "../model/finding.ts";
import { type LineText } from "./fingerprint.ts";
/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export declare function sarif(findings: readonly Finding[], tool: {
    version: string;
    lineText: LineText;
}): string;
