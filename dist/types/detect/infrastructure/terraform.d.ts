import type { InfrastructureFormat } from "../infrastructure-format.ts";
/** https://developer.hashicorp.com/terraform/language */
export declare const terraform: InfrastructureFormat;
