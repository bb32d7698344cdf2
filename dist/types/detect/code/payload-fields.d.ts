import type { Producer } from "../../model/system.ts";
import type { Analysis } from "./analysis.ts";
import type { Frame } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
type Fields = NonNullable<Producer["payload"]>;
/** Fields of the message, where the code shows them all; undefined where a spread or an unknown part may hide some. */
export declare function payloadFields(sighting: Sighting, analysis: Analysis, frame?: Frame): Fields | undefined;
export {};
