import type { Ref, Tracer } from "./tracer.ts";

const className = (each: Ref) => (each.node.kind === "class" ? each.node.name : undefined);

/**
 * `OrderPlaced.name`, `event.constructor.name`, `type(event).__name__`: the name of a class, where the class is known; else the
 * instances that it depends on.
 */
export function classNameOf({ node, frame }: Ref, tracer: Tracer): { name: string } | { of: Ref[] } | undefined {
  if (node.kind !== "member" || (node.property !== "name" && node.property !== "__name__")) return undefined;
  const { object } = node;
  const direct = tracer.trace({ node: object, frame }).map(className);
  if (direct[0] !== undefined) return { name: direct[0] };
  const instance =
    object.kind === "member" && (object.property === "constructor" || object.property === "__class__")
      ? object.object
      : object.kind === "call" && object.callee.kind === "name" && object.callee.name === "type"
        ? object.args[0]?.value
        : undefined;
  if (!instance) return undefined;
  const of = tracer.trace({ node: instance, frame });
  for (const each of of) {
    if (each.node.kind !== "call") continue;
    const made = tracer.trace({ node: each.node.callee, frame: each.frame }).map(className);
    if (made[0] !== undefined) return { name: made[0] };
  }
  return { of };
}
