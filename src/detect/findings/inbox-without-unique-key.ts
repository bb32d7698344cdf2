import { only } from "../link.ts";
import type { FindingRule } from "../finding-rule.ts";
import { isInbox } from "../artifacts/judge/tables.ts";

export const inboxWithoutUniqueKey: FindingRule = {
  id: "INBOX_WITHOUT_UNIQUE_KEY",
  severity: "error",
  purpose: "A table of handled events without a unique key lets two deliveries pass at the same time.",
  *find({ facts, paths, read }) {
    for (const table of only(facts, "table")) {
      if (!isInbox(table) || table.unique.length > 0) continue;
      const bare = table.name.slice(table.name.lastIndexOf(".") + 1);
      const later = new RegExp(String.raw`(create\s+unique\s+index[^;]{0,500}\bon\s+[\w."]*|alter\s+table\s+[\w."]*)${bare}\b`, "i");
      if (paths.some((path) => path.endsWith(".sql") && later.test(read(path) ?? ""))) continue;
      yield {
        at: table.name,
        file: table.file,
        line: table.line,
        message: `${table.name} remembers handled events without a primary or unique key: two deliveries at once both find nothing and both are handled.`,
        fix: `Make the event id (with the consumer's name) the primary key of ${table.name}, and insert it in the transaction of the effect.`,
      };
    }
  },
};
