import { type OwnerFormat } from "../format.ts";
/** KafkaTopic manifests: https://strimzi.io/docs/operators/latest/configuring#type-KafkaTopic-reference */
export declare const strimzi: OwnerFormat;
