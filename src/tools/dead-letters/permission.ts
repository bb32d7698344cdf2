import type { Broker } from "../../brokers/broker.ts";
import type { ToolContext } from "../../tool.ts";

/** The variable that allows writing to a broker that is not ours alone. */
export const permission = "GODMODE_EVENT_ALLOW_BROKER_WRITE";

/** Why these brokers may not be written to; undefined: they may. Ours may always: it writes below .godmode/event only. */
export function whyNotWrite(brokers: readonly Pick<Broker, "kind" | "external">[], env: ToolContext["env"]): string | undefined {
  const foreign = brokers.find(({ external }) => external);
  if (foreign === undefined || env[permission] === "1") return undefined;
  return `Writing to ${foreign.kind} is not allowed: set ${permission}=1 in its environment.`;
}
