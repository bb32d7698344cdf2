import type { Detector } from "../detector.ts";
/** librdkafka for Node. */
export declare const nodeRdkafka: Detector;
