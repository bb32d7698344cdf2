import * as z from "zod";
import type { Redelivery } from "../broker.ts";
/** One message in one group's queue. */
export interface Item {
    readonly id: number;
    readonly atMs: number;
    readonly key?: string;
    readonly headers: readonly (readonly [string, string])[];
    /** base64 */
    readonly body: string;
    count: number;
    /** Not before this time; 0: now. */
    readyMs: number;
    lease?: {
        readonly token: string;
        readonly untilMs?: number;
    };
    /** rewind only: done, and comes again all the same when its partition is rewound before everything ahead of it is done. */
    acked?: true;
}
export interface Group {
    readonly name: string;
    config: GroupConfig;
    readonly mark?: string;
    /** In the order in which they are delivered. */
    readonly items: Map<number, Item>;
}
declare const GroupConfig: z.ZodObject<{
    redelivery: z.ZodEnum<{
        "ack-wait": "ack-wait";
        requeue: "requeue";
        rewind: "rewind";
        visibility: "visibility";
    }>;
    leaseMs: z.ZodOptional<z.ZodNumber>;
    ordering: z.ZodOptional<z.ZodEnum<{
        key: "key";
        none: "none";
    }>>;
    maxDeliveries: z.ZodOptional<z.ZodNumber>;
    deadLetter: z.ZodOptional<z.ZodString>;
}, z.core.$strict>;
export type GroupConfig = z.infer<typeof GroupConfig> & {
    redelivery: Redelivery;
};
declare const ChannelConfig: z.ZodObject<{
    delayMs: z.ZodOptional<z.ZodNumber>;
    returnsTo: z.ZodOptional<z.ZodString>;
    returnsToGroup: z.ZodOptional<z.ZodString>;
}, z.core.$strict>;
export type ChannelConfig = z.infer<typeof ChannelConfig>;
export interface Channel {
    readonly name: string;
    config: ChannelConfig;
    readonly mark?: string;
    next: number;
    /** The group "" is the channel itself: it holds what comes while nobody else reads. The first group takes that over. */
    readonly groups: Map<string, Group>;
}
export interface World {
    readonly channels: Map<string, Channel>;
}
export declare function emptyWorld(): World;
export declare function printWorld({ channels }: World): string;
/** The world that a text describes, or the place and kind of its first mistake. */
export declare function parseWorld(text: string): World | {
    readonly mistake: string;
};
export {};
