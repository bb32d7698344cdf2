import type { SchemaLanguage } from "../model/event.ts";
import { ToolError } from "../tool.ts";
export type { SchemaText } from "../model/schema-text.ts";
/** A place in a text, both 1-based. */
export interface Place {
    line: number;
    column: number;
}
/** The error for a schema that its format's grammar or meaning refuses. */
export declare function refused(name: string, place: Place, message: string): ToolError;
export declare const extensionOf: Record<SchemaLanguage, string>;
/** The format that follows from the extension, then from the content; undefined when neither tells. */
export declare function formatOf(name: string, text: string): SchemaLanguage | undefined;
