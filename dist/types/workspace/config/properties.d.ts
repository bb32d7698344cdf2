import type { ConfigDocuments } from "../config.ts";
/** Java properties and .env files: one flat map of keys as they stand. */
export declare function readProperties(text: string): ConfigDocuments;
/** ini: one map a section; keys before the first section stand at the top. */
export declare function readIni(text: string): ConfigDocuments;
