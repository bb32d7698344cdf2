import type { ManifestReader } from "./manifest-reader.ts";
/** THE list of manifest readers. */
export declare const manifestReaders: readonly ManifestReader[];
