import type { Settings } from "../model/settings.ts";
import type { SystemMap } from "../model/system.ts";
import { type ToolContext } from "../tool.ts";
export interface DetectOptions extends Pick<ToolContext, "distRoot" | "signal" | "progress"> {
    /** For the expiry of ignores; without it none expires. */
    now?: () => Date;
    /** Default: those of the repository. */
    settings?: Settings;
}
/** Reads a repository and says what its event architecture is. Writes nothing, executes nothing. */
export declare function detectSystem(root: string, options: DetectOptions): Promise<SystemMap>;
