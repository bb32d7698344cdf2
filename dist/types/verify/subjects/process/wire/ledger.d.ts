import type { Copy } from "../../../play.ts";
import type { Handed, Settling, WireMessage } from "./wire.ts";
/** One copy that was put in. */
export interface Put {
    readonly event: number;
    readonly kind: Copy["kind"];
    /** Where the broker keeps it, where it tells: `stream.7`, `orders.0.12`. */
    place?: string;
    state: "waiting" | "out" | "settled";
    count: number;
    /** Who shall get it. */
    to?: string;
    /** The consumer sent it on to come again: it is not done when this delivery is. */
    resent?: boolean;
}
/** What was put in, what went out, what became of it. Every handing over is of one put. */
export interface Ledger {
    readonly puts: readonly Put[];
    put(copy: Copy, to?: string, place?: string): Put;
    /** The put that a delivery will be of; undefined: none of ours. */
    expects(delivery: Delivery): Put | undefined;
    /** The consumer sent this event to where it waits for another attempt. */
    resend(event: number): void;
    /** The broker itself gave it up: those that wait are done. */
    giveUp(event: number): void;
    /** What lies there and was settled comes again as a redelivery. */
    rewind(isBehind: (place: string) => boolean): void;
    /** The event that these bytes are; undefined: none of ours. */
    eventOf(body: Uint8Array): number | undefined;
    /** Undefined: none of ours. */
    hand(instance: string, delivery: Delivery): Handed | undefined;
    settle(handed: Handed, how: Settling): void;
    /** What the instance held waits again. */
    lose(instance: string): Handed[];
    /** Nothing waits and nothing is out. */
    done(): boolean;
    /** What is out of it. */
    holding(put: Put): Handed | undefined;
}
export interface Delivery {
    readonly body: Uint8Array;
    readonly redelivered: boolean;
    readonly place?: string;
}
export declare function createLedger(messages: readonly WireMessage[]): Ledger;
