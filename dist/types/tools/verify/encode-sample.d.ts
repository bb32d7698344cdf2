import type { Sample } from "./samples.ts";
/** Makes the wire form of samples: the event itself, `{$raw, headers}` for JSON with headers, `{$base64, headers}` for Avro. */
export declare function sampleEncoder(root: string, samples: readonly Sample[]): Promise<(sample: Sample) => unknown>;
