import type { ManifestReader } from "../manifests.ts";
/** https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export declare const requirements: ManifestReader;
