import { CheckPolicy } from "../../compat/rule.ts";
import type { Mode, SchemaLanguage } from "../../model/event.ts";
import type { SchemaText } from "../../model/schema-text.ts";
import type { Settings } from "../../model/settings.ts";
import type { SchemaSource } from "../../model/source.ts";
/** A schema with what follows from the repository: its format, subject, mode and registry folder. */
export interface Loaded {
    schema: SchemaText;
    format: SchemaLanguage;
    /** Undefined when nothing names one. */
    subject: string | undefined;
    mode: Mode;
    policy: CheckPolicy;
    folder: string;
    settings: Settings;
}
export interface Wanted {
    schema: SchemaSource;
    format?: SchemaLanguage | undefined;
    subject?: string | undefined;
    mode?: Mode | undefined;
    policy?: CheckPolicy | undefined;
}
/** Reads a schema and settles what the caller left open: settings first, then what the schema and the registry say. */
export declare function loadSchema(root: string, wanted: Wanted): Promise<Loaded>;
