import type { ArtifactReader } from "../artifacts.ts";
/** https://avro.apache.org/docs/1.12.0/idl-language/ */
export declare const avroIdl: ArtifactReader;
