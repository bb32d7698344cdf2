import type { Analysis } from "./analysis.ts";
import type { Frame } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
/** The calls that decide about a payload which is a parameter: `function send(payload) { producer.send({ … payload … }) }`. */
export declare function payloadFrames({ rule, call, receiver }: Sighting, analysis: Analysis): Frame[];
