import type { Copy, Deliver, Fault, InstanceName, Step } from "./play.ts";
import type { Planned, PointSeen, Stream } from "./schedule.ts";
export declare const duplicateKinds: readonly ["redelivery", "producer"];
export type DuplicateKind = (typeof duplicateKinds)[number];
export declare const hourMs = 3600000;
export declare function deliver(copies: readonly Copy[], to?: InstanceName): Deliver;
export declare function again(event: number, kind: DuplicateKind): Copy;
export declare function advance(ms: number): Step;
/** A process takes its time to come up again. */
export declare const restarted: readonly Step[];
/** The undisturbed steps with others put in after the one at `index`. */
export declare function insertedAfter(steps: readonly Step[], index: number, ...extra: readonly Step[]): Step[];
export declare function withFault(steps: readonly Step[], index: number, fault: Fault): Step[];
/** Which step delivers each event, by index of the event. */
export declare function stepsOfEvents(stream: Stream): number[];
/** Copies of the steps from `from` to `to`, all of them brought again. */
export declare function repeated(steps: readonly Step[], from: number, to: number, kind: DuplicateKind): Step[];
/** Steps by how much they tell: each way through the handler first, then those that differ least from one seen already. */
export declare function telling(stream: Stream): number[];
/** Can this fault strike at this effect? */
export declare function canStrike({ strikes }: PointSeen, { kind, side }: Pick<Fault, "kind" | "side">): boolean;
/** `F7:http` where the point is a call to a peer, `F7:publish` where it sends an event. */
export declare function variantOf(id: string, point: PointSeen, publish?: boolean): string;
export declare function planned(faultClass: string, steps: readonly Step[]): Planned;
