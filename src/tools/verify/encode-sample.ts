import { readNamed } from "../../workspace/files.ts";
import type { Sample } from "./samples.ts";

/** Makes the wire form of samples: the event itself, `{$raw, headers}` for JSON with headers, `{$base64, headers}` for Avro. */
export async function sampleEncoder(root: string, samples: readonly Sample[]): Promise<(sample: Sample) => unknown> {
  const schemas = [...new Set(samples.flatMap(({ avro }) => avro ?? []))];
  const writers = new Map<string, (value: unknown, place: string) => Buffer>();
  if (schemas.length > 0) {
    const { avroWriter } = await import("../../schema/formats/avro-binary.ts");
    for (const path of schemas) writers.set(path, avroWriter(path, readNamed(root, path)));
  }
  return ({ value, headers, avro, place }) => {
    const beside = headers && { headers };
    if (avro !== undefined) return { $base64: writers.get(avro)!(value, place).toString("base64"), ...beside };
    return headers === undefined ? value : { $raw: JSON.stringify(value), headers };
  };
}
