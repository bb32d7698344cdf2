import { ToolError } from "../../tool.ts";
/** What a failure of the client or the system means for the caller. Names the connection; no address, for it may hold a password. */
export declare function problem(connection: string, doing: string, error: unknown): ToolError;
export declare function notFound(connection: string, name: string): ToolError;
