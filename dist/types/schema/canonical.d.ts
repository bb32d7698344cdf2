import type { SchemaLanguage } from "../model/event.ts";
/** One text for all layouts of the same schema: white space, and in Protobuf comments, make no difference. */
export declare function canonical(format: SchemaLanguage, text: string): string;
