import type { Acked, Delivered, Settled } from "../../effects/gate.ts";
export type Handler = (...args: unknown[]) => unknown;
/** What a shape may use. */
export interface Hand {
    readonly acked: Acked;
    readonly assume: (text: string) => void;
    /** The handler takes a list. */
    readonly batch: boolean;
    /** Only the plain event: `ctx`, and `{ack()}`. */
    readonly ctx?: unknown;
    readonly delivery?: unknown;
}
/** One kind of argument that a plain exported handler takes, and how its answer is read. */
export interface Shape {
    readonly name: string;
    /** The page that says so. */
    readonly docs: string;
    /** It takes a list whatever it is called: Lambda records. */
    readonly alwaysBatch?: true;
    /** Calls the handler as its runtime would. Rejects with what the handler throws where that means "comes back". */
    hand(handler: Handler, messages: readonly Delivered[], hand: Hand): Promise<Settled>;
}
