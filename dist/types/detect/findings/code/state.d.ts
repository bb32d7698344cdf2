import type { Fact } from "../../fact.ts";
import type { Finding } from "../../../model/finding.ts";
import { type Node } from "../../code/syntax/node.ts";
import { codeRules } from "./rules.ts";
type Said = Pick<Finding, "at" | "message" | "fix"> & {
    line?: number;
    evidence?: Finding["evidence"];
};
/** A finding of a rule at a node of the code. */
export declare function state(rule: keyof typeof codeRules, node: Node, { line, evidence, ...said }: Said): Fact;
export {};
