import type { BrokerKind, Fact } from "../fact.ts";
import type { Client } from "./clients.ts";
import { byPlace, compare } from "./order.ts";

interface Evidence {
  file: string;
  line: number;
  what: string;
}

export interface Broker {
  kind: BrokerKind;
  name?: string;
  role: "app" | "infra" | "dependency";
  evidence: Evidence[];
}

const rank = { app: 0, dependency: 1, infra: 2 };
const evidencePerBroker = 8;

/** Each broker once, with the strongest role that anything gives it and the evidence of that role first. */
export function findBrokers(facts: readonly Fact[], clients: readonly Client[]): Broker[] {
  const found = new Map<string, { kind: BrokerKind; name?: string; evidence: (Evidence & { role: Broker["role"] })[] }>();
  const add = (kind: BrokerKind, name: string | undefined, role: Broker["role"], evidence: Evidence) => {
    const key = `${kind} ${name ?? ""}`;
    const broker = found.get(key) ?? { kind, ...(name === undefined ? {} : { name }), evidence: [] };
    broker.evidence.push({ ...evidence, role });
    found.set(key, broker);
  };
  for (const fact of facts) {
    if (fact.fact === "producer" || fact.fact === "consumer") {
      const verb = fact.fact === "producer" ? "produces to" : "consumes from";
      const channel = fact.channel ?? fact.expression ?? "a channel chosen at run time";
      add(fact.broker, undefined, "app", {
        file: fact.file,
        line: fact.line,
        what: `${verb} ${Array.isArray(channel) ? channel.join(", ") : channel}`,
      });
    } else if (fact.fact === "channel") {
      add(fact.broker, undefined, "infra", { file: fact.file, line: fact.line, what: `${fact.kind} ${fact.name}` });
    } else if (fact.fact === "broker") {
      add(fact.broker, fact.name, fact.role, { file: fact.file, line: fact.line, what: fact.what });
    }
  }
  for (const { broker, manifest, line, library } of clients) {
    if (broker !== undefined && broker !== "other")
      add(broker, undefined, "dependency", { file: manifest, line, what: `dependency ${library}` });
  }
  return [...found.values()]
    .map(({ evidence, ...broker }) => {
      const sorted = evidence.sort((a, b) => rank[a.role] - rank[b.role] || byPlace(a, b));
      const role = sorted[0]!.role;
      return { ...broker, role, evidence: sorted.slice(0, evidencePerBroker).map(({ file, line, what }) => ({ file, line, what })) };
    })
    .sort((a, b) => rank[a.role] - rank[b.role] || compare(a.kind, b.kind));
}
