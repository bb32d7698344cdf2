import { clientOf } from "../clients.ts";
import type { FindingRule } from "../finding-rule.ts";

export const brokerDeclaredButUnused: FindingRule = {
  id: "BROKER_DECLARED_BUT_UNUSED",
  severity: "info",
  purpose: "Infrastructure runs a broker that no manifest and no code of the repository talks to.",
  *find({ map, facts, dependencies }) {
    const clients = dependencies.flatMap((dependency) => clientOf(dependency) ?? []);
    // A framework that takes any broker may be the one that uses it.
    if (clients.some(({ broker, generic }) => broker === undefined && generic === undefined)) return;
    // A package that no list knows may be its client.
    if (map.unreadClients.length > 0) return;
    // Their manifests are not read, so a client may stand there.
    if (map.notRead.some(({ language }) => ["ruby", "php", "elixir", "cpp"].includes(language))) return;
    for (const { kind, name, role } of map.brokers) {
      const started = facts.find((fact) => fact.fact === "broker" && fact.broker === kind && /^(image|FROM) /.test(fact.what));
      if (role !== "infra" || started?.fact !== "broker" || clients.some(({ broker }) => broker === kind)) continue;
      yield {
        at: name ?? kind,
        file: started.file,
        line: started.line,
        message: `${started.what} starts a broker, but no manifest of this repository declares a client for it.`,
        fix: "Remove the service, or add the code that uses it. If another repository uses it, add an ignore with that reason.",
      };
    }
  },
};
