import type { ArtifactReader } from "../artifact-reader.ts";
/** https://avro.apache.org/docs/1.12.0/specification/#schema-declaration */
export declare const avro: ArtifactReader;
