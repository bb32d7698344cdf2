import type { ManifestReader } from "../manifest-reader.ts";
/** https://docs.npmjs.com/cli/configuring-npm/package-json */
export declare const npm: ManifestReader;
