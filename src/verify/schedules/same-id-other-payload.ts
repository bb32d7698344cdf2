import type { Schedule, Stream } from "../schedule.ts";

export const sameIdOtherPayload: Schedule = {
  id: "F15",
  title: "same-id-other-payload",
  purpose: "A producer sends another payload under an id that was used before.",
  fix: "Store a digest of the payload with the id and refuse another payload under the same id aloud.",
  models: ["rewind", "individual"],
  advisory: true,
  *plan(stream) {
    const [first, second] = twoOfOneKey(stream);
    const set = stream.eventSet(`same-id-other-payload:${first}:${second}`);
    if (set !== undefined) yield { faultClass: "F15", play: { steps: stream.steps, ...set }, without: second };
  },
};

/** The first two events of the key that has the most of them. */
export function twoOfOneKey({ keys }: Stream): [number, number] {
  for (const [first, key] of keys.entries()) {
    const second = keys.indexOf(key, first + 1);
    if (second > 0) return [first, second];
  }
  return [0, 1];
}
