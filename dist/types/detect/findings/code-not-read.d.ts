import type { FindingRule } from "../finding-rule.ts";
export declare const codeNotRead: FindingRule;
