import type { EventType } from "../../model/system.ts";
import type { Fact } from "../fact.ts";
/** Event types by name; two that share a name or alias are one. Those that only a producer or consumer names are added. */
export declare function mergeEventTypes(facts: readonly Fact[], service: (file: string) => string): EventType[];
