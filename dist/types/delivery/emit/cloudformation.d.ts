import type { Resource } from "../../model/delivery.ts";
/** Queues, topics and subscriptions as a CloudFormation template, which SAM takes as well. */
export declare function cloudformationTemplate(resources: readonly Resource[]): string;
