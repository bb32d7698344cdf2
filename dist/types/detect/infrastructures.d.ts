import type { InfrastructureFormat } from "./infrastructure-format.ts";
/** THE list of infrastructure formats. */
export declare const infrastructures: readonly InfrastructureFormat[];
