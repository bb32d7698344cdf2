import type { Material } from "./material.ts";
import type { EventSet } from "./schedule.ts";
type Events = Omit<Material, "consumer">;
/** Other events made from the samples; the same name gives the same events. Undefined: these samples allow none of that name. */
export declare function eventSet(name: string, material: Events): EventSet | undefined;
export {};
