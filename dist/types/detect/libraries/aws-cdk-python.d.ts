import type { Detector } from "../detector.ts";
/** Infrastructure written as Python. */
export declare const awsCdkPython: Detector;
