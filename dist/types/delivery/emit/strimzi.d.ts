import type { Resource, Setting } from "../../model/delivery.ts";
import { type Value } from "../value.ts";
/** KafkaTopic resources of the Strimzi operator: https://strimzi.io/docs/operators/latest/configuring#type-KafkaTopic-reference */
export declare function strimziTopics(resources: readonly Resource[], cluster: string): string;
export declare function manifestOf({ name, config }: Resource, cluster: string): Record<string, Value>;
export interface TopicSpec {
    readonly partitions?: number;
    readonly replicas?: number;
    readonly config?: Readonly<Record<string, Exclude<Setting, null>>>;
}
/** Partitions, replicas and topic settings, as a manifest has them. */
export declare function specOf(config: Resource["config"]): TopicSpec;
export declare function written(value: Exclude<Setting, null>): Exclude<Setting, null>;
