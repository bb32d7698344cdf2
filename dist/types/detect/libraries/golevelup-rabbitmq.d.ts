import type { Detector } from "../detector.ts";
/** RabbitMQ for Nest by decorators. */
export declare const golevelupRabbitmq: Detector;
