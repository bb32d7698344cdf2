import type { FindingRule } from "../finding-rule.ts";
import { groupBy } from "../link/group.ts";

export const codeNotRead: FindingRule = {
  id: "CODE_NOT_READ",
  severity: "info",
  purpose: "A messaging client is declared for a language whose code is not read, so its producers and consumers are unknown.",
  *find({ map }) {
    const clients = map.unreadClients.filter(({ languages }) => languages !== undefined);
    for (const [languages, found] of groupBy(clients, (client) => client.languages!)) {
      const { library, file, line } = found[0]!;
      const manifests = new Set(found.map((entry) => entry.file));
      yield {
        at: languages,
        file,
        line,
        message: `${library} is declared in ${manifests.size === 1 ? "this manifest" : `${manifests.size} manifests`}, but ${languages} code is not read: its producers and consumers are unknown, not absent.`,
        fix: `Read the ${languages} code yourself: until then nothing that this map lacks there is known to be absent.`,
        evidence: found.slice(0, 20).map((entry) => ({ file: entry.file, line: entry.line, what: `dependency ${entry.library}` })),
      };
    }
  },
};
