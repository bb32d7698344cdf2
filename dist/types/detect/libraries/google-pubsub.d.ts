import type { Detector } from "../detector.ts";
/** Google Cloud Pub/Sub. A consumer's channel is its subscription. */
export declare const googlePubsub: Detector;
