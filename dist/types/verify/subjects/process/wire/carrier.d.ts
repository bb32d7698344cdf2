import type { Conversation, Instance, Link } from "./instance.ts";
import { type Delivery, type Ledger } from "./ledger.ts";
import { type Proxy } from "./proxy.ts";
import type { Place } from "./place.ts";
import type { Beginning, Handed, Sent, Settling } from "./wire.ts";
/** Resolves when the broker has it; false: it did not take it. */
export type Forward = () => unknown;
/** What all wires of one play share: the instances' ports, the gate, and the account of what was handed over. */
export interface Carrier {
    readonly ledger: Ledger;
    readonly beginning: Beginning;
    instance(name: string): Promise<Instance>;
    /** On which port the instance finds another server of the same cluster. */
    portTo(instance: Instance, server: {
        readonly host: string;
        readonly port: number;
    }): Promise<number>;
    /** Everything sent that the broker took, in order. */
    readonly sent: readonly Sent[];
    /** Asks the gate, then lets the broker have it or not. False: it did not. */
    settling(link: Link, handed: readonly Handed[], how: Settling, forward: Forward): Promise<boolean>;
    publishing(link: Link, sent: Sent, forward: Forward, refuse?: () => void): Promise<boolean>;
    /** The broker has it, without anybody having been asked. */
    took(sent: Sent): void;
    /** Told as handed over; undefined: none of ours. */
    hand(instance: Instance, delivery: Delivery): Handed | undefined;
    ready(instance: Instance): void;
    /** Its process is gone. */
    lost(name: string): void;
    strange(instance: Instance, why: string): void;
    /** What an instance that is gone held must come again. */
    onLost(hear: (handed: readonly Handed[], instance: string) => void | Promise<void>): void;
    end(): Promise<void>;
}
export declare function createCarrier(beginning: Beginning, target: Pick<Place, "host" | "port" | "isRetry">, open: ((name: string, carrier: Carrier) => Promise<Proxy>) | {
    readonly converse: (link: Link, carrier: Carrier) => Conversation;
}): Carrier;
