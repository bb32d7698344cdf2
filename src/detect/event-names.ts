import { read, type Analysis } from "./analysis.ts";
import { selectFirst } from "./resolve/select.ts";
import type { Frame, Ref } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
import { moduleOf, type CallNode, type ClassNode, type Node } from "./syntax/node.ts";

/** An event as the code names it: the string that travels, the class that stands for it. */
export interface EventName {
  name: string;
  aliases: string[];
  file: string;
  line: number;
}

/** Keys that carry the type inside a payload, the standard envelope and CloudEvents first. */
const typeKeys = ["event_type", "eventType", "type", "eventName", "event_name", "detail-type", "event"];
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
]);
const maxDepth = 8;

/** Names of the events that a call sends. */
export function eventNames(sighting: Sighting, analysis: Analysis, place: { file: string; line: number }, frame?: Frame): EventName[] {
  const { rule, call } = sighting;
  const stated = read(rule.eventType, sighting, analysis, frame).names;
  if (stated.length > 0) return stated.map((name) => ({ name, aliases: [], ...place }));
  const payloads = selectFirst(rule.payload, { node: call.node, frame }, sighting.receiver, analysis.tracer);
  const found = payloads.flatMap((ref) => ofPayload(ref, analysis, 0));
  return found.filter((each, index) => found.findIndex((other) => other.name === each.name) === index).slice(0, 12);
}

/** `publish(new OrderPlaced(…))`: what a wrapper is handed. */
export function namesAtSite(site: Node, analysis: Analysis): EventName[] {
  return site.kind === "call"
    ? site.args.slice(0, 4).flatMap(({ value }) => (value.kind === "call" ? ofPayload({ node: value }, analysis, maxDepth) : []))
    : [];
}

function ofPayload(ref: Ref, analysis: Analysis, depth: number): EventName[] {
  if (depth > maxDepth) return [];
  const { tracer } = analysis;
  return tracer.trace(ref).flatMap((value): EventName[] => {
    const named = classOfValue(value, tracer);
    if (named) return [{ name: named.name, aliases: wireNames(value, analysis), file: moduleOf(named).path, line: named.line }];
    const { node, frame } = value;
    if (node.kind === "object") return typeOfObject(value, analysis, depth);
    if (node.kind !== "call") return [];
    const { callee } = node;
    const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
    if (!wrappers.has(name)) return [];
    const inner = node.args[0]?.value ?? (callee.kind === "member" ? callee.object : undefined);
    return inner ? ofPayload({ node: inner, frame }, analysis, depth + 1) : [];
  });
}

function typeOfObject(value: Ref, analysis: Analysis, depth: number): EventName[] {
  const { tracer } = analysis;
  const names = wireNames(value, analysis);
  const { node } = value;
  if (names.length > 0) return names.map((name) => ({ name, aliases: [], file: moduleOf(node).path, line: node.line }));
  const spreads = node.kind === "object" ? node.entries.filter((entry) => entry.key === undefined && !entry.computed) : [];
  return spreads
    .flatMap((entry) => ofPayload({ node: entry.value, frame: value.frame }, analysis, depth + 1))
    .filter((each) => tracer !== undefined && each.name !== "");
}

/** The string under a type key, where it is a constant. */
function wireNames(value: Ref, { tracer }: Analysis): string[] {
  for (const key of typeKeys) {
    const found = tracer
      .property(value, key)
      .flatMap((each) => (each.node.kind === "string" && each.node.value.length > 2 ? [each.node.value] : []));
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

function classOfValue(value: Ref, tracer: Analysis["tracer"]): ClassNode | undefined {
  const { node } = value;
  if (node.kind === "this" || node.kind === "class") return undefined;
  const owner = tracer.classOf(value);
  return owner && owner.name !== "" && isEventLike(owner, node) ? owner : undefined;
}

/** A class that holds data: no broker object, no service. */
function isEventLike(owner: ClassNode, node: Node): boolean {
  if (
    /(Dto|DTO|Request|Response|Options|Config|Service|Client|Producer|Publisher|Repository|Controller|Serializer|Codec|Mapper|Factory)$/.test(
      owner.name,
    )
  )
    return false;
  return node.kind === "call" ? isConstruction(node) || /Event$|ed$/.test(owner.name) : true;
}

function isConstruction(node: CallNode): boolean {
  return node.isNew || moduleOf(node).language === "python";
}
