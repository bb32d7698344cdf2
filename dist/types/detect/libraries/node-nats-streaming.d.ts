import type { Detector } from "../detector.ts";
/** NATS Streaming, the predecessor of JetStream. */
export declare const nodeNatsStreaming: Detector;
