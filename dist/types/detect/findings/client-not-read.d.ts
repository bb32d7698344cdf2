import type { FindingRule } from "../finding-rule.ts";
export declare const clientNotRead: FindingRule;
