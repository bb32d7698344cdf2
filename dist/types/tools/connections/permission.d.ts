import type { Settings } from "../../model/settings.ts";
import type { ToolContext } from "../../tool.ts";
import type { Broker } from "../../brokers/broker.ts";
import { type Named } from "./connection.ts";
/** The variable that allows writing to a broker that is not ours alone. */
export declare const permission = "GODMODE_EVENT_ALLOW_BROKER_WRITE";
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
export declare function whyNotWrite(targets: readonly Target[], settings: Settings, env: ToolContext["env"], { environment, allowBrokerWrite }?: Leave): string | undefined;
