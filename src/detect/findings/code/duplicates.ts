import type { Fact } from "../../fact.ts";
import type { Sign } from "../../code/judge/idempotence.ts";
import { codeRules } from "./rules.ts";

/** An accumulating update that nothing guards. */
export function duplicateFindings(signs: readonly Sign[], at: string): Fact[] {
  return signs
    .filter((sign) => sign.what === "accumulates")
    .slice(0, 1)
    .map(({ file, line, why }): Fact => {
      const what = why.slice(why.indexOf(": ") + 2);
      return {
        fact: "finding",
        finding: {
          rule: "DUPLICATE_REPEATS_EFFECT",
          severity: codeRules.DUPLICATE_REPEATS_EFFECT.severity,
          at,
          file,
          line,
          column: 1,
          message: `${what}, and every broker here may deliver twice. Nothing in the handler recognises a message it has already handled.`,
          fix: "In the same transaction insert the event_id into a table with a unique key and skip the update when it is there, or store the new value instead of a difference.",
          evidence: [],
        },
      };
    });
}
