import type { ManifestReader } from "../manifests.ts";
/** https://docs.npmjs.com/cli/configuring-npm/package-json */
export declare const npm: ManifestReader;
