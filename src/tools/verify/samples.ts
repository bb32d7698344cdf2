import * as z from "zod";
import { isObject, type JsonObject } from "../../schema/json-value.ts";
import { parsePlaced } from "../../schema/positions.ts";
import { ToolError } from "../../tool.ts";
import { readNamed } from "../../workspace/files.ts";

/** One event of the caller, with what travels beside it. */
export interface Sample {
  readonly value: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  /** Partition key. */
  readonly key?: string;
  /** Schema file that its bytes are written with; undefined: JSON. */
  readonly avro?: string;
  /** For people: `samples.json:12`, or `samples[3]`. */
  readonly place: string;
}

/** `{"$message": {…}}` in a list of samples: an event with its key, its headers, or in Avro. */
const Message = z.strictObject({
  value: z.record(z.string(), z.unknown()),
  headers: z.record(z.string(), z.string()).optional(),
  key: z.string().optional(),
  avro: z.string().optional(),
});

/** More of them only make a check slow: every fault is tried at every event. */
export const maxSamples = 50;

/**
 * The samples of a file, or of the call itself; a text in the list names a file of more. Throws NOT_FOUND, PARSE_FAILED or
 * INVALID_INPUT with file and line.
 */
export function readSamples(root: string, given: string | readonly unknown[]): Sample[] {
  const samples = [given]
    .flat()
    .flatMap((entry, index) => (typeof entry === "string" ? inFile(root, entry) : [sampleOf(entry, `samples[${index}]`)]));
  if (samples.length === 0) throw bad("samples", "the list is empty");
  return samples.slice(0, maxSamples);
}

function inFile(root: string, path: string): Sample[] {
  const parsed = parsePlaced(readNamed(root, path), path);
  const { value } = parsed;
  if (!Array.isArray(value)) throw bad(`${path}:1`, "the file holds no list");
  if (value.length === 0) throw bad(`${path}:1`, "the list is empty");
  return value.map((entry, index) => sampleOf(entry, `${path}:${parsed.place(`/${index}`).line}`));
}

function sampleOf(entry: unknown, place: string): Sample {
  if (!isObject(entry)) throw bad(place, `this is ${Array.isArray(entry) ? "a list" : JSON.stringify(entry)}, no object`);
  if (!("$message" in entry)) return { value: entry, place };
  const message = Message.safeParse(entry["$message"]);
  if (Object.keys(entry).length > 1) throw bad(place, "beside $message nothing else stands");
  if (message.success) {
    const { value, headers, key, avro } = message.data;
    return { value, place, ...(headers && { headers }), ...(key !== undefined && { key }), ...(avro !== undefined && { avro }) };
  }
  const [issue] = message.error.issues;
  throw bad(place, `$message${issue!.path.map((step) => `.${String(step)}`).join("")}: ${issue!.message}`);
}

function bad(place: string, what: string): ToolError {
  return new ToolError(
    "INVALID_INPUT",
    `${place}: ${what}.`,
    "Samples are a list of events: plain objects, or {$message: {value, headers?, key?, avro?}}.",
    "Correct the samples and call again.",
  );
}
