import type { Detector } from "../detector.ts";
/** Job handlers of Nest over Bull; its injected queues are those of Bull. */
export declare const nestjsBull: Detector;
