import type { Fault } from "../play.ts";
import type { PointSeen, Schedule } from "../schedule.ts";
export declare const errorAtEffect: Schedule;
/** A read that failed is the same before and after; a local write that failed was not applied. */
export declare function faultsAt(point: PointSeen): Fault[];
