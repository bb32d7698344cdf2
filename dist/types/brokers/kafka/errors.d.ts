import { ToolError } from "../../tool.ts";
/** An error of the client as one of ours: what was tried, on which connection, and what the broker or the network said. */
export declare function toolError(error: unknown, connection: string, doing: string): ToolError;
/** The broker's name for it. */
export declare function typeOf(error: unknown): string | undefined;
/** Leaders and coordinators move, and connections end, when a node goes: the same again may succeed. */
export declare function isPassing(error: unknown): boolean;
/** A topic that is not there, without a call to the broker having failed. */
export declare function noTopic(name: string, connection: string): ToolError;
