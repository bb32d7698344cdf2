import type { ArtifactReader } from "../artifacts.ts";
/** CREATE TABLE statements, in .sql files and in migrations of any language. */
export declare const sql: ArtifactReader;
