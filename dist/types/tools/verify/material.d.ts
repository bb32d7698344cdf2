import type { Material } from "../../verify/material.ts";
import { type EnvelopeMap } from "./event-fields.ts";
import type { Sample } from "./samples.ts";
/** What the engine plays: the events in their wire form, their ids and keys, and how to give them others. */
export declare function materialOf(consumer: string, samples: readonly Sample[], map: EnvelopeMap, encode: (sample: Sample) => unknown): Material;
