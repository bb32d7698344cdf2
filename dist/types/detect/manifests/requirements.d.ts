import type { ManifestReader } from "../manifest-reader.ts";
/** https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export declare const requirements: ManifestReader;
