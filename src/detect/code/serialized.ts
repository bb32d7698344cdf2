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
/** Methods of the value itself, whose argument says how: `.encode("utf-8")`. */
const onValue = new Set(["encode", "toString", "json", "dict", "model_dump", "model_dump_json", "SerializeToString"]);
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
    const [first] = node.args;
    const isOption = first?.value.kind === "string" && onValue.has(name);
    const inner = first && !isOption ? first.value : callee.kind === "member" ? callee.object : undefined;
    const value = inner && (inner.kind === "string" ? { node: inner, frame } : tracer.trace({ node: inner, frame })[0]);
    if (!value) return at;
    at = value;
  }
  return at;
}
