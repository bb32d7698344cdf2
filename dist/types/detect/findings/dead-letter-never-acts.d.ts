import type { FindingRule } from "../finding-rule.ts";
export declare const deadLetterNeverActs: FindingRule;
