import { type Edits, type Job } from "../format.ts";
import type { Cannot } from "../opened.ts";
import { type HclBlock } from "./blocks.ts";
/** `aws_sns_topic_subscription` of a topic to a queue: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sns_topic_subscription */
export declare function subscriptionBlock({ file, resource, declaredAs }: Job): HclBlock | undefined;
export declare function updateSubscription(job: Job): Edits | Cannot;
