import type { InfrastructureFormat } from "../infrastructures.ts";
/** https://developer.hashicorp.com/terraform/language */
export declare const terraform: InfrastructureFormat;
