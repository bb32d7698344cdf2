import type { Dependency } from "./fact.ts";
/** What code writes to import a package. */
export declare function moduleOf({ ecosystem, name }: Dependency): string;
/** Code files below the manifest's folder in the manifest's language; none for ecosystems whose code is not read. */
export declare function codeBelow({ ecosystem, file }: Dependency, paths: readonly string[]): string[];
