import type { Analysis } from "../analysis.ts";
import { selectFirst } from "../resolve/select.ts";
import type { Ref } from "../resolve/tracer.ts";
import { textOf, walk, type Node } from "../syntax/node.ts";
import { isGenerated } from "./call-parts.ts";
import type { Happening } from "./happening.ts";

export const idKeys = /^(event_?id|message_?id|id|ce_id)$/i;

/** The message goes out under an id that follows from the one that came in, so that its consumers can recognise a second copy. */
export function keepsItsId(step: Extract<Happening, { kind: "produce" }>, analysis: Analysis): boolean {
  const { sighting, node, frame } = step;
  const payload = selectFirst(sighting.rule.payload, { node, frame }, sighting.receiver, analysis.tracer);
  const id = payload.map((ref) => idIn(ref, analysis, 0)).find((found) => found !== undefined);
  if (!id || isGenerated(id, analysis)) return false;
  return [id, ...analysis.tracer.trace(id)].some(({ node: value }) => {
    let found = false;
    walk(value, (at) => {
      if (at.kind === "member" && /(^|_)id$|Id$/.test(at.property)) found = true;
      if (at.kind === "index" && at.index.kind === "string" && /(^|_)id$|Id$/.test(at.index.value)) found = true;
    });
    return found;
  });
}

function idIn(ref: Ref, analysis: Analysis, depth: number): Ref | undefined {
  if (depth > 6) return undefined;
  for (const { node, frame } of analysis.tracer.trace(ref)) {
    if (node.kind === "object") {
      const named = node.entries.find((entry) => entry.key !== undefined && idKeys.test(entry.key));
      if (named && (named.key !== "id" || isOfMessage(named.value))) return { node: named.value, frame };
    }
    if (node.kind === "call" && !node.isNew && node.args[0]) {
      const inner = idIn({ node: node.args[0].value, frame }, analysis, depth + 1);
      if (inner) return inner;
    }
  }
  return undefined;
}

/** A plain id may be that of the entity; it counts where it is made from the message. */
function isOfMessage(value: Node): boolean {
  return value.kind === "call" || /^(event|message|msg|envelope)\b/i.test(textOf(value));
}
