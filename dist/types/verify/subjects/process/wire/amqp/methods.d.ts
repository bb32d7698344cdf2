import { type Frame } from "./frames.ts";
/** What the methods that matter here say; every other one is `undefined`. Numbers: class and method of the specification. */
export type Method = {
    readonly is: "connection.open";
    readonly vhost: string;
} | {
    readonly is: "close";
    readonly code: number;
    readonly text: string;
} | {
    readonly is: "channel.open" | "channel.close-ok" | "channel.flow-ok" | "tx.select";
} | {
    readonly is: "queue.declare";
    readonly queue: string;
    readonly passive: boolean;
} | {
    readonly is: "basic.qos";
    readonly count: number;
} | {
    readonly is: "basic.consume";
    readonly queue: string;
    readonly tag: string;
    readonly noAck: boolean;
    readonly noWait: boolean;
} | {
    readonly is: "basic.consume-ok";
    readonly tag: string;
} | {
    readonly is: "basic.cancel";
    readonly tag: string;
} | {
    readonly is: "basic.get";
    readonly queue: string;
    readonly noAck: boolean;
} | {
    readonly is: "basic.publish";
    readonly exchange: string;
    readonly key: string;
} | {
    readonly is: "basic.deliver";
    readonly tag: number;
    readonly redelivered: boolean;
    readonly consumer: string;
} | {
    readonly is: "basic.get-ok";
    readonly tag: number;
    readonly redelivered: boolean;
} | {
    readonly is: "basic.ack";
    readonly tag: number;
    readonly multiple: boolean;
} | {
    readonly is: "basic.nack";
    readonly tag: number;
    readonly multiple: boolean;
    readonly requeue: boolean;
} | {
    readonly is: "basic.recover";
};
export declare function methodOf({ payload }: Frame): Method | undefined;
/** Bytes of the body that a content header announces. */
export declare function bodySizeOf({ payload }: Frame): number;
export declare const openFrame: (vhost: string) => Buffer;
export declare const ackFrame: (channel: number, tag: number) => Buffer;
export declare const rejectFrame: (channel: number, tag: number) => Buffer;
export declare const requeueFrame: (channel: number, tag: number) => Buffer;
/** Without an answer. */
export declare const cancelFrame: (channel: number, consumer: string) => Buffer;
/** Changes nothing and is answered when everything before it is done. */
export declare const flowFrame: (channel: number) => Buffer;
/** A delivery as if it came for the first time: no consumer has seen it. */
export declare function firstFrame({ bytes }: Frame): Buffer;
/** The same with another count, its size and its scope kept. */
export declare function qosFrame({ channel, payload }: Frame, count: number): Buffer;
