import type { MsgHdrs } from "nats";
import type { Message } from "../broker.ts";
/** Headers of a message for the wire. `into` is an empty set of them. */
export declare function encodeHeaders({ key, headers }: Pick<Message, "key" | "headers">, into: MsgHdrs): MsgHdrs;
export declare function decodeHeaders(from: MsgHdrs | undefined): Pick<Message, "key" | "headers">;
