import type { Settings } from "../../model/settings.ts";
export declare function consumerEnvironment(env?: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
/** The address of a named connection; `${NAME}` comes from the environment of the tool and never reaches the consumer's. */
export declare function scratchDatabase(name: string | undefined, { connections }: Settings, env: Readonly<Record<string, string | undefined>>): {
    name: string;
    url: string;
} | undefined;
