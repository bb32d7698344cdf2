import type { Detector } from "../detector.ts";
/** Job handlers of Nest over BullMQ: a class that extends WorkerHost. Its injected queues are those of BullMQ. */
export declare const nestjsBullmq: Detector;
