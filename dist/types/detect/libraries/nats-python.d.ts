import type { Detector } from "../detector.ts";
/** The nats-py client. */
export declare const natsPython: Detector;
