import type { FactOf } from "../fact.ts";
export interface Service {
    path: string;
    name: string;
    manifest?: string;
}
export interface Services {
    /** Folder of the nearest manifest above a file; "." for the root. */
    of: (file: string) => string;
    /** The folders that were asked for, sorted. */
    used(): Service[];
}
/**
 * A service is the folder of the nearest manifest. The code of a function that infrastructure deploys belongs to the folder of
 * its template, though it may have a manifest of its own: the template is what is deployed.
 */
export declare function findServices(manifests: readonly string[], functions: readonly FactOf<"function">[], rootName: string): Services;
