import type { Finding } from "../model/finding.ts";
/** The text of a line, 1-based; undefined when the file or line is not there. */
export type LineText = (file: string, line: number) => string | undefined;
/**
 * An identity for each finding that survives inserted lines: rule, path, identity and the normalised text of its line.
 * Equal ones are told apart by their order.
 */
export declare function fingerprints(findings: readonly Finding[], lineText: LineText): string[];
