import type { CallRule, Detector } from "../detector.ts";
export declare const putEvents: CallRule;
/** Commands of the modular SDK and methods of its aggregated clients. */
export declare const awsSdkV3: Detector;
