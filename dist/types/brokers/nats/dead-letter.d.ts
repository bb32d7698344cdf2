import type { Message } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { administer } from "./administration.ts";
import type { Link } from "./connection.ts";
/** Where a message came from. `entry`: not from the source stream itself, but from its consumer's own entry. */
export interface Origin {
    readonly stream: string;
    readonly seq: number;
    readonly entry: boolean;
}
/** Where dead letters of one channel lie. */
export interface Box {
    readonly stream: string;
    /** What its messages are found by. */
    readonly filter: string;
    /** What is published to; undefined where only the stream is known, and that has several subjects. */
    readonly subject: string | undefined;
    /** Each has a subject of its own, so that none can be stored twice. */
    readonly oncePerSubject: boolean;
    /** Nothing else lies in the stream. */
    readonly whole: boolean;
}
export type DeadLetters = ReturnType<typeof deadLetters>;
/**
 * Dead letters of which none is stored twice, whoever writes it and however much later: the subject is made of the sequence, and
 * the server takes only the first. What a redrive took away leaves a mark, so that nobody brings it back.
 */
export declare function deadLetters(link: Link, clock: Clock, { streamOf }: Pick<ReturnType<typeof administer>, "streamOf">): {
    boxOf: (key: string) => Promise<Box>;
    put(channel: string, message: Message, from: Origin): Promise<void>;
    /** Stores a message in a channel, whatever that is for. */
    add(channel: string, message: Message): Promise<void>;
    /** Before one is deleted for it went back: a late advisory must not bring it again. */
    markRedriven(subject: string, body: Uint8Array): Promise<void>;
};
