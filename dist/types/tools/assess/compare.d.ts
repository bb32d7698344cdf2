import type { CompatResult } from "../../compat/check.ts";
import type { Compatibility, SchemaState } from "../../loop/facts.ts";
import type { SchemaLanguage } from "../../model/event.ts";
import type { Settings } from "../../model/settings.ts";
import type { SystemMap } from "../../model/system.ts";
import type { SubjectVersions } from "../../registry/registry.ts";
import type { SchemaText } from "../../schema/schema-text.ts";
import type { Candidate } from "./candidates.ts";
/** What a schema is judged among. */
export interface Surroundings {
    root: string;
    map: SystemMap;
    settings: Settings;
    subjects: readonly SubjectVersions[];
    folder: string;
    /** A commit: compare with it alone. */
    since: string | undefined;
    /** Why git's history cannot be read, where there is one. */
    historyMissing: string | undefined;
    /** Comparisons of this look, by file and subject: a file of many definitions is compared once. */
    known: Map<string, Promise<Compared>>;
}
interface Compared {
    result?: CompatResult;
    versions: readonly SchemaText[];
    /** Names of the git versions before the newest one: what changed since then is no news. */
    older: ReadonlySet<string>;
    /** Those of them that broke before the newest change. */
    settled: ReadonlySet<string>;
}
export declare function isCompared(format: SchemaState["format"]): format is SchemaLanguage;
/** Compares a schema with its registered versions and its git history, or with one commit; for one definition of a file, only what it reaches. */
export declare function compareWithPast(candidate: Candidate & {
    format: SchemaLanguage;
}, schema: SchemaText, definition: string | undefined, around: Surroundings): Promise<Compatibility>;
export {};
