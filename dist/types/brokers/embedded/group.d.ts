import type { Group, Item } from "./world.ts";
/** The next message that may be delivered now, or undefined. */
export declare function nextOf(group: Group, nowMs: number): Item | undefined;
/** Done. In a log it is forgotten only when everything ahead of it is done too. */
export declare function acknowledge(group: Group, item: Item): void;
/** Comes again at `readyMs`, in a log with everything behind it in its partition. */
export declare function comeAgain(group: Group, item: Item, readyMs: number, nowMs: number): void;
/** The connection behind these leases is gone. Where nothing tells the broker so, they run until their time is over. */
export declare function connectionLost(group: Group, isIts: (token: string) => boolean, nowMs: number): void;
/** Leases that are over. */
export declare function lapse(group: Group, nowMs: number): void;
/** When something in this group may next be delivered that may not be now. */
export declare function nextChange(group: Group, nowMs: number): number | undefined;
