import { read, type Analysis } from "./analysis.ts";
import type { Sighting } from "./sightings.ts";
import { moduleOf, textOf } from "./syntax/node.ts";

/** A queue that the broker names is known by the exchange it is bound to. */
export function withBinding(sighting: Sighting, all: readonly Sighting[], analysis: Analysis): Sighting {
  if (sighting.rule.does !== "consume" || sighting.rule.otherwise) return sighting;
  if (!read(sighting.rule.channel, sighting, analysis).names.includes("")) return sighting;
  const queue = queueText(sighting);
  const bound = all.find(
    (other) =>
      other.rule.does === "bind" &&
      other.detector === sighting.detector &&
      moduleOf(other.call.node) === moduleOf(sighting.call.node) &&
      queueText(other) === queue,
  );
  return bound ? { ...sighting, bound } : sighting;
}

function queueText({ call, rule }: Sighting): string | undefined {
  const named =
    call.node.args.find((each) => each.name !== undefined && rule.channel?.includes(each.name)) ??
    call.node.args.find((each) => each.name === undefined);
  return named && textOf(named.value);
}
