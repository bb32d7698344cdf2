import { envelope } from "../../model/event.ts";
import type { Settings } from "../../model/settings.ts";
import { type JsonObject } from "../../schema/json-value.ts";
/** The keys that lead to a value inside an event. */
export type Path = readonly string[];
export type EnvelopeMap = NonNullable<Settings["envelope"]>;
export type EnvelopeField = (typeof envelope)[number]["name"];
export declare function at(event: unknown, path: Path): unknown;
/** The event with another value at the path; a copy along it. */
export declare function withAt(event: JsonObject, [key, ...rest]: Path, value: unknown): JsonObject;
/** Where an envelope field may stand in these events, best first: by the settings' name, by its own, by its other spellings. */
export declare function placesOf(field: EnvelopeField, events: readonly JsonObject[], map: EnvelopeMap): Path[];
/** Is this key one of the envelope's own, in any spelling? `id` alone also names things. */
export declare function isEnvelopeKey(key: string): boolean;
