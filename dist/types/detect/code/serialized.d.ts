import type { Ref, Tracer } from "./resolve/tracer.ts";
/** What a value was before it was turned into text or bytes: the object in `Buffer.from(JSON.stringify(object))`. */
export declare function serialized(ref: Ref, tracer: Tracer): Ref;
