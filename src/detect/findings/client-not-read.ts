import type { FindingRule } from "../finding-rule.ts";
import { isTestPath } from "../test-code.ts";
import { groupBy } from "../link/group.ts";

export const clientNotRead: FindingRule = {
  id: "CLIENT_NOT_READ",
  severity: "info",
  purpose: "Code uses a messaging client whose calls are not read, so what it sends and receives is unknown.",
  *find({ map }) {
    const clients = map.unreadClients.filter(({ languages }) => languages === undefined);
    for (const [library, found] of groupBy(clients, (client) => client.library)) {
      const imports = found.flatMap((client) => client.imports).sort((a, b) => Number(isTestPath(a.file)) - Number(isTestPath(b.file)));
      const [first, ...others] = imports;
      if (first === undefined) continue;
      yield {
        at: library,
        file: first.file,
        line: first.line,
        message: `${library} is imported here${others.length === 0 ? "" : ` and in ${others.length} other ${others.length === 1 ? "file" : "files"}`}, and its calls are not read: the producers and consumers of that code are unknown, not absent.`,
        fix: "Read that code yourself: until then nothing that this map lacks there is known to be absent.",
        evidence: [
          ...others.slice(0, 20).map(({ file, line }) => ({ file, line, what: `import of ${library}` })),
          ...found.slice(0, 5).map(({ file, line }) => ({ file, line, what: `dependency ${library}` })),
        ],
      };
    }
  },
};
