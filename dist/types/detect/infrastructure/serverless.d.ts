import type { InfrastructureFormat } from "../infrastructure-format.ts";
/** https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml */
export declare const serverless: InfrastructureFormat;
