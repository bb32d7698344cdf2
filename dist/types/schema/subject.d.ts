import type { SchemaLanguage } from "../model/event.ts";
import type { SchemaText } from "../model/schema-text.ts";
/** Names that a schema's subject may have, the best first: its event type, a dotted file name, the name of its type, the file name. */
export declare function subjectNames(format: SchemaLanguage, { name, text }: SchemaText): string[];
/** A subject is a folder name: letters, digits, dots, dashes and underscores. */
export declare function isSubject(name: string): boolean;
/** Equal for order.placed, OrderPlaced and order-placed. */
export declare function subjectKey(name: string): string;
