import type { Resource } from "../../model/delivery.ts";
/** A subject belongs to one stream at most: of two streams that are to be made, the later one cannot be. */
export declare function disputes(resources: readonly Resource[]): ReadonlyMap<string, string>;
