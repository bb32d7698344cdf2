import type { Dependency, Fact } from "../../fact.ts";
/** Event sourcing and CQRS as the marks of frameworks show them. */
export declare function frameworkSigns(dependencies: readonly Dependency[], sources: readonly string[], read: (path: string) => string | undefined): Fact[];
