import { type Command } from "./commands.ts";
import type { Sent, Settling } from "../wire.ts";
/** What a command of a consumer means. https://docs.nats.io/reference/reference-protocols/nats_api_reference */
export type Said = {
    readonly what: "settles";
    readonly mark: string;
    readonly how: Settling | "extend";
    readonly reply?: string;
} | {
    readonly what: "sends";
    readonly sent: Omit<Sent, "instance">;
    readonly reply?: string;
} | {
    readonly what: "pulls";
    readonly stream: string;
    readonly consumer: string;
}
/** A consumer is made: `filter` and, where messages are pushed to it, `deliver`. */
 | {
    readonly what: "makes";
    readonly stream: string;
    readonly consumer?: string;
    readonly filter?: string;
    readonly deliver?: string;
    readonly unacknowledged: boolean;
}
/** It looks for something that must be there. */
 | {
    readonly what: "looks";
    readonly stream?: string;
    readonly consumer?: string;
    readonly subject?: string;
}
/** A value of a key-value or an object store. */
 | {
    readonly what: "stores";
    readonly subject: string;
} | {
    readonly what: "listens";
    readonly subject: string;
    readonly id: string;
};
export declare function saidBy({ name, args, headers, payload }: Command): Said | undefined;
/** Where a message lies and how often it came, by the subject on which it is acknowledged. */
export interface Marked {
    readonly stream: string;
    readonly consumer: string;
    readonly sequence: number;
    /** From 1. */
    readonly count: number;
}
/** `$JS.ACK.STREAM.CONSUMER.…`; with a domain `$JS.ACK.DOMAIN.ACCOUNT.STREAM.CONSUMER.…`. */
export declare function placeOf(subject: string): Marked | undefined;
/** Other servers of a cluster would be spoken to directly. */
export declare function withoutOthers({ bytes, name }: Command): Buffer;
/** Does a subject with wildcards take that one? */
export declare function takes(pattern: string, subject: string): boolean;
/** A subject that the pattern takes. */
export declare function concrete(pattern: string): string;
