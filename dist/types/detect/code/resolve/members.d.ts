import type { TracerCore } from "./tracer.ts";
/** Parts of values: keys, elements, fields and methods, and the classes that declare them. */
export declare function openMembers(core: TracerCore): Pick<TracerCore, "property" | "classOf">;
