import type { Fact } from "../../fact.ts";
import type { Finding } from "../../../model/finding.ts";
import { moduleOf, type Node } from "../../code/syntax/node.ts";
import { codeRules } from "./rules.ts";

type Said = Pick<Finding, "at" | "message" | "fix"> & { line?: number; evidence?: Finding["evidence"] };

/** A finding of a rule at a node of the code. */
export function state(rule: keyof typeof codeRules, node: Node, { line, evidence, ...said }: Said): Fact {
  return {
    fact: "finding",
    finding: {
      rule,
      severity: codeRules[rule].severity,
      file: moduleOf(node).path,
      line: line ?? node.line,
      column: line === undefined ? node.column : 1,
      evidence: evidence ?? [],
      ...said,
    },
  };
}
