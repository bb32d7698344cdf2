import type { Fact } from "../../fact.ts";
import type { Repository } from "../../infrastructure-format.ts";
import type { Scope } from "./scope.ts";
/** Modules from outside the repository that make channels, told by their source and by the outputs that are used of them. */
export declare function foreignModules(scope: Scope, { read }: Repository): Generator<Fact>;
