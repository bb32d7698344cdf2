import type { ArtifactReader } from "../artifact-reader.ts";
/** https://json-schema.org/specification */
export declare const jsonSchema: ArtifactReader;
