import type { Detector } from "../detector.ts";
/** kafka-python and aiokafka, which share their shapes. */
export declare const kafkaPython: Detector;
