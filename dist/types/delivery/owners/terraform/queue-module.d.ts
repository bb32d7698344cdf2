import { type Edits, type Job } from "../format.ts";
import type { Cannot } from "../opened.ts";
import { type HclBlock } from "./blocks.ts";
/** terraform-aws-modules/sqs: it makes the dead letter itself. https://registry.terraform.io/modules/terraform-aws-modules/sqs/aws */
export declare function updateModule(job: Job, { node, label }: HclBlock): Edits | Cannot;
/** The dead letter that the module makes is set by its own arguments. */
export declare function createByModule(job: Job, block: HclBlock): Edits | Cannot;
