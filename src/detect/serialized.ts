import type { Ref, Tracer } from "./resolve/tracer.ts";

const wrappers = new Set([
  "stringify",
  "dumps",
  "from",
  "encode",
  "asdict",
  "model_dump_json",
  "model_dump",
  "json",
  "dict",
  "toBuffer",
  "serialize",
  "SerializeToString",
  "toString",
  "Buffer",
  "bytes",
  "of",
  "instanceToPlain",
  "structuredClone",
]);
const maxLayers = 8;

/** What a value was before it was turned into text or bytes: the object in `Buffer.from(JSON.stringify(object))`. */
export function serialized(ref: Ref, tracer: Tracer): Ref {
  let at = ref;
  for (let layer = 0; layer < maxLayers; layer++) {
    const { node, frame } = at;
    if (node.kind !== "call" || node.isNew) return at;
    const { callee } = node;
    const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
    if (!wrappers.has(name)) return at;
    const inner = node.args[0]?.value ?? (callee.kind === "member" ? callee.object : undefined);
    const [value] = inner && inner.kind !== "string" ? tracer.trace({ node: inner, frame }) : inner ? [{ node: inner, frame }] : [];
    const isText = value?.node.kind === "string" && callee.kind === "member" && callee.object.kind === "string";
    if (!value) return at;
    at = isText ? { node: callee.object, frame } : value;
  }
  return at;
}
