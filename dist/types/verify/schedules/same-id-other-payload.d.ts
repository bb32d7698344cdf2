import type { Schedule, Stream } from "../schedule.ts";
export declare const sameIdOtherPayload: Schedule;
/** The first two events of the key that has the most of them. */
export declare function twoOfOneKey({ keys }: Stream): [number, number];
