import type { Detector } from "../detector.ts";
/** Commands of the modular SDK and methods of its aggregated clients. */
export declare const awsSdkV3: Detector;
