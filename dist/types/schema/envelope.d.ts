import type { Shape } from "./field.ts";
/** The whole event: the standard envelope around a payload. */
export declare function inEnvelope(eventType: string, version: string, data: Shape[]): Shape[];
/** The whole event as CloudEvents 1.0, with the correlation id as an extension: https://github.com/cloudevents/spec */
export declare function inCloudEvent(eventType: string, version: string, data: Shape[]): Shape[];
