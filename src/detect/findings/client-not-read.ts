import type { FindingRule } from "../finding-rule.ts";

export const clientNotRead: FindingRule = {
  id: "CLIENT_NOT_READ",
  severity: "info",
  purpose: "Code uses a messaging client whose calls are not read, so what it sends and receives is unknown.",
  *find({ map }) {
    for (const { library, file, line, languages, why } of map.unreadClients) {
      if (languages !== undefined) continue;
      yield {
        at: `${file}#${library}`,
        file,
        line,
        message: `${why} Its producers and consumers are unknown, not absent.`,
        fix: `Nothing to mend: count no absence in this map as true for the code that imports ${library} until you have looked at it yourself.`,
      };
    }
  },
};
