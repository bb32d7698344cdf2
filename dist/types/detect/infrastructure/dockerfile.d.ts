import type { InfrastructureFormat } from "../infrastructure-format.ts";
/** https://docs.docker.com/reference/dockerfile/#from */
export declare const dockerfile: InfrastructureFormat;
