import type { Fact } from "../../fact.ts";
import type { Repository } from "../../infrastructure-format.ts";
import type { Scope } from "./scope.ts";
/** Lambda functions of one scope: event sources, failure targets, channels in their environment. */
export declare function functionFacts(scope: Scope, repository: Repository): Generator<Fact>;
