import type { Ref, Tracer } from "./tracer.ts";
/**
 * `OrderPlaced.name`, `event.constructor.name`, `type(event).__name__`: the name of a class, where the class is known; else the
 * instances that it depends on.
 */
export declare function classNameOf({ node, frame }: Ref, tracer: Tracer): {
    name: string;
} | {
    of: Ref[];
} | undefined;
