import type { Resource } from "../../../model/delivery.ts";
import { type Labels } from "./block.ts";
/** https://registry.terraform.io/providers/cyrilgdn/rabbitmq */
export declare function rabbitBlocks(resource: Resource, labels: Labels): string[];
