import type { Fact } from "../../fact.ts";
import type { Sign } from "../../code/judge/idempotence.ts";
/** An accumulating update that nothing guards. */
export declare function duplicateFindings(signs: readonly Sign[], at: string): Fact[];
