import { type OwnerFormat } from "../format.ts";
/** `aws_sqs_queue`: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sqs_queue */
export declare const terraformQueues: OwnerFormat;
