import type { Analysis } from "./analysis.ts";
import { selectFirst } from "./resolve/select.ts";
import type { Frame } from "./resolve/tracer.ts";
import { serialized } from "./serialized.ts";
import type { Sighting } from "./sightings.ts";
import { findBinding, type FunctionNode } from "./syntax/node.ts";
import { callsOf } from "./wrapper-sites.ts";

/** More callers say that the function is a bus, not the place of one event. */
const maxCallers = 24;

/** The calls that decide about a payload which is a parameter: `function send(payload) { producer.send({ … payload … }) }`. */
export function payloadFrames({ rule, call, receiver }: Sighting, analysis: Analysis): Frame[] {
  const { tracer } = analysis;
  const owners = new Set<FunctionNode>();
  for (const ref of selectFirst(rule.payload, { node: call.node }, receiver, tracer).flatMap((each) => tracer.trace(each))) {
    const { node } = serialized(ref, tracer);
    const binding = node.kind === "name" ? findBinding(node, node.name)?.find((each) => each.to === "parameter") : undefined;
    if (binding?.owner) owners.add(binding.owner);
  }
  const frames = [...owners].flatMap((owner) => callsOf(owner, analysis).map(({ frame }) => frame));
  return frames.length <= maxCallers ? frames : [];
}
