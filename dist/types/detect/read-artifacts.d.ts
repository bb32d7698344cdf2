import type { ConfigFiles } from "../workspace/config.ts";
import type { Workspace } from "../workspace/files.ts";
import type { Fact } from "./fact.ts";
/** Facts of schemas and tables. The first reader that a file fits takes it. */
export declare function readArtifacts(workspace: Workspace, config: ConfigFiles): Fact[];
