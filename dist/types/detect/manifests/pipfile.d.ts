import type { ManifestReader } from "../manifest-reader.ts";
/** https://pipenv.pypa.io/en/latest/pipfile.html */
export declare const pipfile: ManifestReader;
