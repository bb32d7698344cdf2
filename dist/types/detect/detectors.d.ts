import type { Detector } from "./detector.ts";
/** THE list of client libraries whose use is read from source code. */
export declare const detectors: readonly Detector[];
