import type { ArtifactReader } from "../artifact-reader.ts";
/** AsyncAPI 2 and 3: https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
export declare const asyncapi: ArtifactReader;
