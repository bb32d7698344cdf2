import type { SystemMap } from "../../model/system.ts";
import type { Settings } from "../../model/settings.ts";
import type { Sample } from "./samples.ts";
import type { Target } from "./target.ts";
export interface MadeSamples {
    readonly samples: readonly Sample[];
    readonly schemas: readonly string[];
}
/** Events made from the schemas of what a consumer handles, or why there are none. */
export declare function makeSamples(root: string, target: Target, map: SystemMap, settings: Settings): Promise<MadeSamples | {
    problem: string;
}>;
