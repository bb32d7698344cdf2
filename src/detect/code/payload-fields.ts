import { table } from "../../model/table.ts";
import type { Producer } from "../../model/system.ts";
import type { Analysis } from "./analysis.ts";
import { selectFirst } from "./resolve/select.ts";
import type { Frame, Ref, Tracer } from "./resolve/tracer.ts";
import { payloadFrames } from "./payload-frames.ts";
import { serialized } from "./serialized.ts";
import type { Sighting } from "./sightings.ts";
import type { Node, TypeName } from "./syntax/node.ts";

type Fields = NonNullable<Producer["payload"]>;
type FieldType = NonNullable<Fields[number]["type"]>;

const types = table<FieldType>({
  string: "string",
  str: "string",
  Date: "string",
  datetime: "string",
  UUID: "string",
  number: "double",
  float: "double",
  int: "long",
  bigint: "long",
  boolean: "boolean",
  bool: "boolean",
  Record: "object",
  dict: "object",
  object: "object",
});
const texts = /^(toISOString|toString|isoformat|randomUUID|uuid4|uuidv4|v4|nanoid|String|str|join|strftime|toJSON)$/;
const counts = /^(now|getTime|parseInt|int|len|floor|round)$/;

/** Fields of the message, where the code shows them all; undefined where a spread or an unknown part may hide some. */
export function payloadFields(sighting: Sighting, analysis: Analysis, frame?: Frame): Fields | undefined {
  const { rule, call, receiver } = sighting;
  const { tracer } = analysis;
  const frames = frame ? [frame] : [undefined, ...payloadFrames(sighting, analysis)];
  const within = (each: Frame | undefined) =>
    selectFirst(rule.payload, { node: call.node, frame: each }, receiver, tracer).flatMap((ref) => tracer.trace(ref));
  const refs = frames.length > 1 ? frames.slice(1).flatMap(within) : within(frames[0]);
  const all = refs.map((ref) => fieldsOf(serialized(ref, tracer), tracer, 0));
  const [first] = all;
  if (!first || first.length === 0) return undefined;
  const names = (fields: Fields | undefined) => fields?.map(({ name }) => name).join();
  return all.every((fields) => names(fields) === names(first)) ? first : undefined;
}

function fieldsOf(ref: Ref, tracer: Tracer, depth: number): Fields | undefined {
  if (depth > 3 || ref.missing) return undefined;
  const { node, frame } = ref;
  if (node.kind === "object") {
    const fields: Fields = [];
    for (const { key, value } of node.entries) {
      if (key !== undefined) fields.push(field(key, typeOf({ node: value, frame }, tracer)));
      else {
        const spread = tracer.trace({ node: value, frame });
        const inner = spread.length === 1 ? fieldsOf(spread[0]!, tracer, depth + 1) : undefined;
        if (!inner) return undefined;
        for (const each of inner) if (!fields.some(({ name }) => name === each.name)) fields.push(each);
      }
    }
    return fields;
  }
  const owner = tracer.classOf(ref);
  if (owner) {
    if (owner.bases.length > 0 || owner.fields.some((each) => each.isStatic)) return undefined;
    return owner.fields.map(({ name, type }) => field(name, type && types[type.name]));
  }
  const declared = tracer.declaredType(ref);
  const [target] = declared ? tracer.typeTarget(declared) : [];
  if (target?.node.kind !== "type" || target.node.bases.length > 0 || target.node.members.length === 0) return undefined;
  return target.node.members.map(({ name, type }) => field(name, ofType(type)));
}

function field(name: string, type: FieldType | undefined): Fields[number] {
  return { name, ...(type && { type }) };
}

function ofType(type: TypeName | undefined): FieldType | undefined {
  return type && Object.hasOwn(types, type.name) ? types[type.name] : undefined;
}

function typeOf(ref: Ref, tracer: Tracer): FieldType | undefined {
  const found = new Set(tracer.trace(ref).map((each) => ofNode(each.node) ?? ofType(tracer.declaredType(each)?.type)));
  return found.size === 1 ? [...found][0] : undefined;
}

function ofNode(node: Node): FieldType | undefined {
  switch (node.kind) {
    case "string":
      return "string";
    case "template":
      return node.parts.some((part) => part.kind === "string") ? "string" : undefined;
    case "object":
      return "object";
    case "literal":
      return typeof node.value === "boolean"
        ? "boolean"
        : typeof node.value === "number"
          ? Number.isInteger(node.value)
            ? "long"
            : "double"
          : undefined;
    case "call": {
      const name = node.callee.kind === "member" ? node.callee.property : node.callee.kind === "name" ? node.callee.name : "";
      return texts.test(name) ? "string" : counts.test(name) ? "long" : undefined;
    }
    default:
      return undefined;
  }
}
