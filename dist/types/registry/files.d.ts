import type { SchemaLanguage } from "../model/event.ts";
import type { SchemaText } from "../model/schema-text.ts";
import type { Registered, SubjectVersions, Version } from "./registry.ts";
export declare const defaultRegistryFolder = "schemas";
/** All subjects of the files registry, sorted by name. */
export declare function readSubjects(root: string, folder?: string): SubjectVersions[];
/** Registered versions of one subject, oldest first; empty when there are none. */
export declare function readVersions(root: string, folder: string, subject: string, strict?: boolean): Version[];
/** The version under which this content is registered, whatever its layout; undefined when it is not. */
export declare function isRegistered(root: string, folder: string, subject: string, schema: string | SchemaText): number | undefined;
/**
 * Adds the next version of a subject. The same content again gives its version and writes nothing; `check` may throw to refuse.
 * Two runs at once never overwrite each other: who comes second takes the next number, after checking against the first.
 */
export declare function register(root: string, folder: string, { subject, format, schema }: {
    subject: string;
    format: SchemaLanguage;
    schema: SchemaText;
}, check: (versions: readonly Version[]) => void): Registered;
