import type { Settings } from "../../model/settings.ts";
import type { ToolContext } from "../../tool.ts";
import type { Broker } from "../../brokers/broker.ts";
import { isProduction, type Named } from "./connection.ts";

/** The variable that allows writing to a broker that is not ours alone. */
export const permission = "GODMODE_EVENT_ALLOW_BROKER_WRITE";

/** What a call says about writing. `environment`: the one that it names; production must be. */
export interface Leave {
  readonly environment?: string | undefined;
  readonly allowBrokerWrite?: boolean | undefined;
}

/** A broker that would be written to, and the connection that leads there; none: it is ours alone. */
export interface Target {
  readonly broker: Pick<Broker, "kind" | "external">;
  readonly at: Named | undefined;
}

/**
 * Why these brokers may not be written to; undefined: they may. Ours may always: it writes below .godmode/event only.
 */
export function whyNotWrite(
  targets: readonly Target[],
  settings: Settings,
  env: ToolContext["env"],
  { environment, allowBrokerWrite = env[permission] === "1" }: Leave = {},
): string | undefined {
  for (const { broker, at } of targets) {
    if (!broker.external || at === undefined) continue;
    if (!allowBrokerWrite)
      return `Writing to ${broker.kind} is not allowed: set ${permission}=1 in its environment, or pass --allow-broker-write.`;
    const of = at.connection.environment;
    if (isProduction(settings, at) && environment !== of)
      return `The connection ${at.name} is production: name it by environment ${JSON.stringify(of)} to write there.`;
    if (at.connection.managed === "iac")
      return `The connection ${at.name} is managed by infrastructure files: change them, and let their tool write to ${broker.kind}.`;
  }
  return undefined;
}
