import type { ToolContext } from "../tool.ts";
export interface ContextOptions {
    /** `import.meta.url` of the bundle entry: what lies beside the code is found from there, never from a chunk. */
    entry: string;
    env: Readonly<Record<string, string | undefined>>;
    signal: AbortSignal;
    progress?: ToolContext["progress"] | undefined;
}
/** The real clock, ids and environment. `root` comes with each call. */
export declare function createContext({ entry, env, signal, progress }: ContextOptions): Omit<ToolContext, "root">;
