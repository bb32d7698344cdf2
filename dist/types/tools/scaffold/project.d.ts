import type { Workspace } from "../../workspace/files.ts";
/** What the project around a folder says of how its code is written. */
export interface Project {
    /** The nearest package.json, where there is one. */
    readonly manifest?: string;
    readonly packages: ReadonlySet<string>;
    readonly extension: ".ts" | ".js" | "";
}
export declare function projectAt(workspace: Workspace, folder: string): Project;
