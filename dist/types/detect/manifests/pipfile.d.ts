import type { ManifestReader } from "../manifests.ts";
/** https://pipenv.pypa.io/en/latest/pipfile.html */
export declare const pipfile: ManifestReader;
