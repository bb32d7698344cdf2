import type { Wire } from "./wire.ts";
/**
 * One JSON object a line over TCP: `{"deliver": tag, "message": …}` there, `{"ack": tag}`, `{"nack": tag}` and `{"publish": topic,
 * "value": …}` back, which `{"confirm": 1}` answers. At most one unacknowledged delivery a connection. The broker is this file.
 */
export declare const lineWire: Wire;
