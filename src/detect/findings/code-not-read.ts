import { clientOf } from "../clients.ts";
import type { FindingRule } from "../finding-rule.ts";
import { languagesOfEcosystem } from "../languages.ts";
import { groupBy } from "../link/group.ts";

export const codeNotRead: FindingRule = {
  id: "CODE_NOT_READ",
  severity: "info",
  purpose: "A messaging client is declared for a language whose code is not read, so its producers and consumers are unknown.",
  *find({ dependencies, map }) {
    const unread = new Set(map.notRead.map(({ language }) => language));
    const clients = dependencies.flatMap((dependency) => {
      const client = clientOf(dependency);
      const languages = (languagesOfEcosystem[dependency.ecosystem] ?? []).filter((language) => unread.has(language));
      return client === undefined || client.generic !== undefined || dependency.testOnly || languages.length === 0
        ? []
        : [{ dependency, languages: languages.join(" and ") }];
    });
    for (const [languages, found] of groupBy(clients, (client) => client.languages)) {
      const { dependency } = found[0]!;
      const manifests = new Set(found.map((entry) => entry.dependency.file));
      yield {
        at: languages,
        file: dependency.file,
        line: dependency.line,
        message: `${dependency.name} is declared in ${manifests.size === 1 ? "this manifest" : `${manifests.size} manifests`}, but ${languages} code is not read: its producers and consumers are unknown, not absent.`,
        fix: `Nothing to mend: count no absence in this map as true for ${languages} until you have looked at that code yourself.`,
        evidence: found
          .slice(0, 20)
          .map((entry) => ({ file: entry.dependency.file, line: entry.dependency.line, what: `dependency ${entry.dependency.name}` })),
      };
    }
  },
};
