import type { Detector } from "../detector.ts";
export declare const awsSdkV2: Detector;
