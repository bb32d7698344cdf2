import type { BrokerKind, Dependency, Place } from "./fact.ts";
/** What code writes to import a package. */
export declare function moduleOf({ ecosystem, name }: Dependency): string;
/** Code files below the manifest's folder in the manifest's language. */
export declare function codeBelow({ ecosystem, file }: Dependency, paths: readonly string[]): string[];
/** Where code below the manifest imports the package, one place a file. */
export declare function importsOf(dependency: Dependency, paths: readonly string[], read: (path: string) => string | undefined): Place[];
/** Does code below the manifest use an SDK with many uses for messaging? By its words: such code is not read. */
export declare function messagingUses(dependency: Dependency, brokers: readonly BrokerKind[], paths: readonly string[], read: (path: string) => string | undefined): boolean;
