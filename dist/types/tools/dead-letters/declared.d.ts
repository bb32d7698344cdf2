import type { Desired } from "../../delivery/plan.ts";
import type { DeclaredChanges } from "../../delivery/owners/owners.ts";
import type { Observed } from "../../model/delivery.ts";
import type { SystemMap } from "../../model/system.ts";
import type { ToolContext } from "../../tool.ts";
import type { Place } from "./wanted.ts";
/** What the repository's own files declare on a broker that is not ours alone, unless its settings say that we manage it. */
export declare function declaredIn(context: ToolContext, map: SystemMap, { broker, at }: Place, desired: readonly Desired[], observed: readonly Observed[]): Promise<DeclaredChanges>;
