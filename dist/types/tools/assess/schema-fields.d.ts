import { type SchemaLanguage } from "../../model/event.ts";
import type { Settings } from "../../model/settings.ts";
import type { SchemaText } from "../../schema/schema-text.ts";
/** What the schema of an event holds. Both undefined when it cannot be told. */
export interface Held {
    /**
     * Envelope fields that it lacks. CloudEvents attributes and the names of the settings count; a setting that begins with
     * `header:` says that the field travels outside the payload.
     */
    missingEnvelope?: string[];
    /** Does it say anything about the payload? */
    payload?: "described" | "empty";
}
export declare function heldBy(format: SchemaLanguage, schema: SchemaText, names: readonly string[], map: NonNullable<Settings["envelope"]>): Held;
/** Where a definition starts; the first line where that cannot be told. */
export declare function lineOf(format: SchemaLanguage, schema: SchemaText, definition: string): number;
