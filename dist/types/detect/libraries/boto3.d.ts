import type { Detector } from "../detector.ts";
/** The AWS SDK for Python; aioboto3 shares its shapes. */
export declare const boto3: Detector;
