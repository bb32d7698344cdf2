import type { Detector } from "../detector.ts";
/** Queues of jobs in Redis, before BullMQ. A job that fails for good stays in the queue's failed set. */
export declare const bull: Detector;
