import { enclosingClass, type CallNode, type Node } from "../syntax/node.ts";
import { assignmentsOf } from "./shapes.ts";

/** Decorator calls on the field, or on the constructor parameter behind it, whose method a call is: `@Inject(TOKEN) private client`. */
export function injectionsOf(call: CallNode): CallNode[] {
  const { callee } = call;
  const owner = enclosingClass(call);
  if (callee.kind !== "member" || callee.object.kind !== "member" || callee.object.object.kind !== "this" || !owner) return [];
  const field = callee.object.property;
  const given = assignmentsOf(owner)
    .get(field)
    ?.find((value) => value.kind === "name");
  const name = given?.kind === "name" ? given.name : field;
  const parameter = owner.methods.get("constructor")?.parameters.find((each) => each.name === name);
  const decorators: readonly Node[] = parameter?.decorators ?? owner.fields.find((each) => each.name === field)?.decorators ?? [];
  return decorators.filter((each) => each.kind === "call");
}
