import { type OwnerFormat } from "../format.ts";
/** SQS queues of CloudFormation, SAM and Serverless Framework files. */
export declare const cloudformationQueues: OwnerFormat;
