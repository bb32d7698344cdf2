import type { SchemaLanguage } from "../model/event.ts";
import type { SchemaText } from "../schema/schema-text.ts";
/** One registered version of a subject. Its `name` is the path of the file or folder that holds it. */
export interface Version extends SchemaText {
    /** From 1. */
    version: number;
    format: SchemaLanguage;
}
export interface SubjectVersions {
    subject: string;
    /** Oldest first; never empty. */
    versions: Version[];
}
export interface Registered {
    subject: string;
    version: number;
    /** The registry's own identifier of this content under this subject. */
    id: string;
    path: string;
    /** False when this content was registered before; nothing was written then. */
    created: boolean;
}
