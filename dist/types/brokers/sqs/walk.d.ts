import type { Held } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Clients } from "./client.ts";
import { type Leased } from "./lease.ts";
import type { Queues } from "./queues.ts";
/** A received message and what it says. */
export interface Seen {
    readonly held: Held;
    readonly leased: Leased;
}
/** Goes once through what a queue gives out, hides it meanwhile, and gives back at the end what was not taken. */
export declare function walker(clients: Clients, queues: Queues, clock: Clock): {
    peek(name: string, atMost: number): AsyncGenerator<Held>;
    take(name: string, wants: (held: Held) => boolean, handle: (held: Held) => Promise<void>): Promise<number>;
};
