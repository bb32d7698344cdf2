import type { Analysis } from "../../code/analysis.ts";
import type { Fact } from "../../fact.ts";
import type { Happening } from "../../code/judge/happening.ts";
import { inFailurePath } from "../../code/judge/errors.ts";
import { idKeys } from "../../code/judge/published-id.ts";
import { selectFirst } from "../../code/resolve/select.ts";
import type { Ref } from "../../code/resolve/tracer.ts";
import { textOf, walk, type CallNode, type Node } from "../../code/syntax/node.ts";
import { state } from "./state.ts";

const makers = /^(randomUUID|uuid4|uuidv4|uuidV4|v4|nanoid|ulid|cuid|createId|uuid1|uuid7|v7)$/;

/** An event published by a handler whose id is made up anew on each delivery. */
export function freshIdFindings(all: readonly Happening[], at: string, analysis: Analysis): Fact[] {
  for (const each of all) {
    if (each.kind !== "produce" || each.deadLetter || inFailurePath(each.guards) || each.node.kind !== "call") continue;
    const payload = selectFirst(
      each.sighting.rule.payload,
      { node: each.node, frame: each.frame },
      each.sighting.receiver,
      analysis.tracer,
    );
    const fresh = payload.map((ref) => freshId(ref, analysis, 0)).find((found) => found !== undefined);
    if (fresh)
      return [
        state("NEW_EVENT_ID_ON_REDELIVERY", fresh, {
          at,
          message: `${textOf(fresh).slice(0, 40)} gives the published event a new id each time this message is delivered, so its consumers cannot tell a duplicate.`,
          fix: "Derive the id from the incoming message: a UUID v5 of its event_id and the name of this step.",
        }),
      ];
  }
  return [];
}

function freshId(ref: Ref, analysis: Analysis, depth: number): CallNode | undefined {
  if (depth > 6) return undefined;
  for (const value of analysis.tracer.trace(ref)) {
    const { node, frame } = value;
    if (node.kind === "object") {
      for (const entry of node.entries) {
        const made = entry.key !== undefined && idKeys.test(entry.key) ? makerIn(entry.value, analysis, frame) : undefined;
        if (made) return made;
      }
      for (const entry of node.entries) {
        const inner = entry.key === undefined ? freshId({ node: entry.value, frame }, analysis, depth + 1) : undefined;
        if (inner) return inner;
      }
    }
    if (node.kind === "call" && !node.isNew)
      for (const { value: argument } of node.args.slice(0, 1)) {
        const inner = freshId({ node: argument, frame }, analysis, depth + 1);
        if (inner) return inner;
      }
  }
  return undefined;
}

function makerIn(node: Node, { tracer }: Analysis, frame: Ref["frame"]): CallNode | undefined {
  let found: CallNode | undefined;
  for (const value of [{ node, frame }, ...tracer.trace({ node, frame })])
    walk(value.node, (each) => {
      if (each.kind !== "call") return;
      const name = each.callee.kind === "member" ? each.callee.property : each.callee.kind === "name" ? each.callee.name : "";
      if (makers.test(name)) found ??= each;
    });
  return found;
}
