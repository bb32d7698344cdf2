import type { ArtifactReader } from "../artifact-reader.ts";
/** CREATE TABLE statements, in .sql files and in migrations of any language. */
export declare const sql: ArtifactReader;
