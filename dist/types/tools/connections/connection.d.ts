import type { Address } from "../../brokers/broker.ts";
import type { Connection, Settings } from "../../model/settings.ts";
import { type ToolContext } from "../../tool.ts";
/** A connection of the settings by its name. */
export interface Named {
    readonly name: string;
    readonly connection: Connection;
}
/**
 * Where consumers of a kind of broker listen: the connection that is named, else the first of its kind in the environment that is
 * asked for; undefined: the settings have none. Without an environment production is taken only where there is no other.
 */
export declare function connectionFor(settings: Settings, kind: string, named?: string, environment?: string): Named | undefined;
/** NOT_FOUND with the nearest name where there is none. */
export declare function connectionNamed({ connections }: Settings, name: string): Named;
export declare function isProduction({ environments }: Settings, { connection: { environment } }: Named): boolean;
/** What the settings say of a server, filled in from the environment. Throws INVALID_INPUT where a variable is not set. */
export declare function addressOf({ name, connection }: Named, env: ToolContext["env"]): Address;
