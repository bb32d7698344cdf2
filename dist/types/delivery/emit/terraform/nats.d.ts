import type { Resource } from "../../../model/delivery.ts";
import { type Labels } from "./block.ts";
/** https://registry.terraform.io/providers/nats-io/jetstream */
export declare function natsBlock({ kind, name, config }: Resource, labels: Labels): string[];
