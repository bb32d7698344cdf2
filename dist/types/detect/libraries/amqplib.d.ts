import type { Detector } from "../detector.ts";
export declare const amqplib: Detector;
