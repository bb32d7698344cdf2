import type { Resource } from "../../model/delivery.ts";
import { covers, overlap } from "./names.ts";

/** A subject belongs to one stream at most: of two streams that are to be made, the later one cannot be. */
export function disputes(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const streams = resources.flatMap(({ id, kind, config: { subjects } }) =>
    kind === "stream" && typeof subjects === "string" ? [{ id, subjects: subjects.split(", ") }] : [],
  );
  const found = new Map<string, string>();
  for (const [index, { id, subjects }] of streams.entries()) {
    for (const other of streams.slice(0, index)) {
      if (other.id === id) continue;
      const both = subjects.flatMap((one) => other.subjects.flatMap((two) => (overlap(one, two) ? [[one, two] as const] : [])))[0];
      if (both === undefined) continue;
      const [one, two] = both;
      const wide = covers(one, two) ? one : covers(two, one) ? two : `${one} and ${two}`;
      found.set(
        id,
        `Its subject ${one} and ${two} of ${other.id} overlap, and a subject belongs to one stream. Make one stream with ${wide} for both consumers, then plan again.`,
      );
      break;
    }
  }
  return found;
}
