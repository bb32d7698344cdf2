import type { Detector } from "../detector.ts";
/** Core NATS and JetStream, the one package of version 2 and the @nats-io packages of version 3. */
export declare const nats: Detector;
