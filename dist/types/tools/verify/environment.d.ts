import type { Settings } from "../../model/settings.ts";
import { type ToolContext } from "../../tool.ts";
export declare function consumerEnvironment(env?: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
/** The address of a named connection; `${NAME}` comes from the environment of the tool and never reaches the consumer's. */
export declare function scratchDatabase(name: string | undefined, settings: Settings, env: ToolContext["env"]): {
    name: string;
    url: string;
} | undefined;
