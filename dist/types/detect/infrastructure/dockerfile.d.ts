import type { InfrastructureFormat } from "../infrastructures.ts";
/** https://docs.docker.com/reference/dockerfile/#from */
export declare const dockerfile: InfrastructureFormat;
