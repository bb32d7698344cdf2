import type { Analysis } from "./analysis.ts";
import type { Use } from "./uses.ts";
/** Does the call visibly set a correlation id, as a property of its own or among its headers? False says only that none was seen. */
export declare function setsCorrelationId({ sighting, frame }: Use, { tracer }: Analysis): boolean;
