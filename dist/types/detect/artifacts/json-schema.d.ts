import type { ArtifactReader } from "../artifacts.ts";
/** https://json-schema.org/specification */
export declare const jsonSchema: ArtifactReader;
