import type { LineText } from "../../report/fingerprint.ts";
import type { Workspace } from "../../workspace/files.ts";
/** Lines of files of the workspace, each file split once. */
export declare function lineReader(workspace: Workspace): LineText;
