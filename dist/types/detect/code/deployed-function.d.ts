import type { Analysis } from "./analysis.ts";
import type { Sighting } from "./sightings.ts";
/** Source file and export of a function that infrastructure code deploys. */
export interface DeployedCode {
    file: string;
    name: string;
}
/**
 * Which code runs for a sighting: the handler and the code folder stand among the arguments of the function's construct, or of an
 * in-house construct around it.
 */
export declare function deployedCode(sighting: Sighting, analysis: Analysis): DeployedCode | undefined;
/** True where something that runs code is bound, whether its source is found or not. */
export declare function runsCode(sighting: Sighting, { tracer }: Analysis): boolean;
