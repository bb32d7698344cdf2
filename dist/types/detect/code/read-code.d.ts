import type { Settings } from "../../model/settings.ts";
import type { ConfigNode } from "../../workspace/config.ts";
import type { ToolContext } from "../../tool.ts";
import type { Workspace } from "../../workspace/files.ts";
import type { BrokerKind, Fact } from "../fact.ts";
/** A function that infrastructure binds to a channel, for example a Lambda behind an event-source mapping. */
export interface BoundHandler {
    /** Source file that holds it, relative to the root. */
    file: string;
    /** Exported name, for example lambda_handler. */
    name: string;
    broker: BrokerKind;
}
export interface CodeInput {
    workspace: Workspace;
    settings: Settings;
    /** A configuration file as a tree with lines; undefined where the path is none or does not parse. */
    config: (path: string) => ConfigNode | undefined;
    /** Folder with a trailing slash; grammars lie in grammars/ below it. */
    distRoot: string;
    signal: AbortSignal;
    progress?: ToolContext["progress"];
    /** Each one comes back as a fact `handler` with what reading its code shows. */
    bound?: readonly BoundHandler[];
}
/** Everything that source code states about messaging: producers, consumers, channels, event types, dead letters, questions, findings. */
export declare function readCode(input: CodeInput): Promise<Fact[]>;
