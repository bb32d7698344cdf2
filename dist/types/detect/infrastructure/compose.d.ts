import type { InfrastructureFormat } from "../infrastructure-format.ts";
/** https://github.com/compose-spec/compose-spec/blob/main/spec.md */
export declare const compose: InfrastructureFormat;
