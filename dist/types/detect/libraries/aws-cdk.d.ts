import type { Detector } from "../detector.ts";
/** Infrastructure written as TypeScript. */
export declare const awsCdk: Detector;
