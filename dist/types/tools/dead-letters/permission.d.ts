import type { Broker } from "../../brokers/broker.ts";
import type { ToolContext } from "../../tool.ts";
/** The variable that allows writing to a broker that is not ours alone. */
export declare const permission = "GODMODE_EVENT_ALLOW_BROKER_WRITE";
/** Why these brokers may not be written to; undefined: they may. Ours may always: it writes below .godmode/event only. */
export declare function whyNotWrite(brokers: readonly Pick<Broker, "kind" | "external">[], env: ToolContext["env"]): string | undefined;
