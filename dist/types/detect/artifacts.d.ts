import type { ArtifactReader } from "./artifact-reader.ts";
/** THE list of artifact readers. */
export declare const artifactReaders: readonly ArtifactReader[];
