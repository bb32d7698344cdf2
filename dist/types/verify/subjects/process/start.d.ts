import type { HttpStub } from "./http-stub.ts";
import type { Start } from "./instances.ts";
import type { Points } from "./points.ts";
import type { Relay } from "./postgres/relay.ts";
import { type SystemCall } from "./strace.ts";
import type { WirePlay } from "./wire/wire.ts";
import type { World } from "./world.ts";
/** no: nothing between it and the system · stops: its writes are effects · a function: what files it opens is told. */
export type Tracing = "no" | "stops" | ((call: SystemCall) => void);
interface Around {
    readonly stage: WirePlay;
    readonly http: HttpStub;
    readonly relay: Relay | undefined;
    readonly ledger: Points;
    readonly tracing: Tracing;
}
/** How each instance of a play is started. */
export declare function startOf({ spec, lane, known, outer, watch, database, fence }: World, { stage, http, relay, ledger, tracing }: Around): (name: string) => Promise<Start>;
export {};
