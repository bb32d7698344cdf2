import type { Detector } from "../detector.ts";
/** Message patterns. Which broker carries them is what the application's transport says. */
export declare const nestjsMicroservices: Detector;
