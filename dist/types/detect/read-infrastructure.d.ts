import type { ConfigFiles } from "../workspace/config.ts";
import type { Workspace } from "../workspace/files.ts";
import type { Fact } from "./fact.ts";
/** Facts of every infrastructure format. A file is opened only where a format's name fits it. */
export declare function readInfrastructure(workspace: Workspace, config: ConfigFiles): Fact[];
