import type { Schedule } from "../schedule.ts";
export declare const rewind: Schedule;
