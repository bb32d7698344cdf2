import type { ArtifactReader } from "../artifact-reader.ts";
/** https://avro.apache.org/docs/1.12.0/idl-language/ */
export declare const avroIdl: ArtifactReader;
