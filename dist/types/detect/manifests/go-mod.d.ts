import type { ManifestReader } from "../manifest-reader.ts";
/** Direct requirements; those marked `// indirect` belong to others: https://go.dev/ref/mod#go-mod-file-require */
export declare const goMod: ManifestReader;
