import type { Detector } from "../detector.ts";
/** The polling loop around the AWS SDK, and its sending twin. A message is deleted when its handler returns. */
export declare const sqsConsumer: Detector;
