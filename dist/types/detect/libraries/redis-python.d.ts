import type { Detector } from "../detector.ts";
/** Publish and subscribe, and streams, of redis-py. Other uses of the client are none of ours. */
export declare const redisPython: Detector;
