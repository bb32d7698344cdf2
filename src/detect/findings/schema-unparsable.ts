import { only } from "../link.ts";
import type { FindingRule } from "../finding-rule.ts";

export const schemaUnparsable: FindingRule = {
  id: "SCHEMA_UNPARSABLE",
  severity: "error",
  purpose: "A schema file does not parse, so nothing can be generated from it or checked against it.",
  *find({ facts }) {
    for (const { file, error, format, carriesEvents } of only(facts, "schema")) {
      if (error === undefined || carriesEvents === false) continue;
      yield {
        at: file,
        file,
        line: Math.max(1, error.line),
        column: Math.max(1, error.column),
        message: `This ${format} schema does not parse: ${error.message}`,
        fix: "Mend the syntax at this place.",
      };
    }
  },
};
