import type { Resource } from "../../../model/delivery.ts";
/** What a plan wants of a topic: its numbers, and its settings as a file writes them. */
export declare function topicWish({ config }: Resource): {
    partitions: number | undefined;
    replicas: number | undefined;
    settings: Readonly<Record<string, string | number | boolean>>;
};
/** Is what a file says of one setting fine already? -1 is without limit. */
export declare function isEnough({ config, atLeast }: Resource, key: string, found: string): boolean;
