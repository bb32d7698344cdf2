import type { Carrier } from "../carrier.ts";
import type { Conversation, Link } from "../instance.ts";
import type { Handed, Sent } from "../wire.ts";
import type { Admin } from "./admin.ts";
import { type Commit } from "./requests.ts";
import { type Apart } from "./shared.ts";
/** What the connections of a play find out, and share. */
export interface Reading {
    readonly admin: Admin;
    readonly groups: Set<string>;
    /** The server is one that others use. */
    readonly apart?: Apart;
    /** Topics that a group's member reads. */
    readonly topics: Set<string>;
    /** Makes a topic that a client asks for and nobody made. */
    ensure(topic: string): Promise<void>;
    /** By instance: the id of each of its members, and its group. */
    readonly members: Map<string, Map<string, string>>;
    /** By instance. */
    readonly assigned: Map<string, readonly {
        readonly topic: string;
        readonly partition: number;
    }[]>;
    /** What is out, by `topic.partition`, then by offset. */
    readonly open: Map<string, Map<number, Handed>>;
    readonly transactions: Map<string, {
        offsets: Commit["offsets"];
        sent: Sent[];
    }>;
}
/** One connection of the consumer to a broker of Kafka. */
export declare function converse(link: Link, carrier: Carrier, reading: Reading): Conversation;
