import type { Detector } from "../detector.ts";
/** Queues of jobs in Redis. A job that fails for good stays in the queue's failed set. */
export declare const bullmq: Detector;
