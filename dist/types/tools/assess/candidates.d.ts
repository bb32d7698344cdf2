import type { SchemaState } from "../../loop/facts.ts";
import type { Mode } from "../../model/event.ts";
import type { SchemaText } from "../../model/schema-text.ts";
import type { Settings } from "../../model/settings.ts";
import type { SchemaFile, SystemMap } from "../../model/system.ts";
import type { SubjectVersions } from "../../registry/registry.ts";
/** A schema that counts: a working file, or the newest registered version where there is no working file. */
export interface Candidate {
    file: string;
    format: SchemaState["format"];
    /** Names of the one event that the file describes. */
    names: string[];
    /** Definitions of the file that may each be an event of their own. */
    definitions: readonly string[];
    /** All of them are events: nothing else was listed. */
    definitionsAreEvents: boolean;
    carriesEvents: boolean;
    /** Whether it carries events is not known from its form. */
    mayCarry: boolean;
    subject?: string | undefined;
    mode?: Mode | undefined;
    error?: SchemaFile["error"];
    /** Set for a registered version. */
    text?: SchemaText;
}
/** Folder of the files registry, without a slash at its end. */
export declare function registryFolder({ registry }: Settings): string;
export declare function candidatesOf(map: SystemMap, settings: Settings, subjects: readonly SubjectVersions[], folder: string): Candidate[];
/** The registered subject that goes by one of these names. */
export declare function subjectFor(names: readonly string[], subjects: readonly SubjectVersions[]): string | undefined;
