import { read, type Analysis } from "./analysis.ts";
import { selectFirst } from "./resolve/select.ts";
import { evaluate, hole } from "./resolve/text.ts";
import type { Frame, Ref } from "./resolve/tracer.ts";
import { isPastTense } from "../past-tense.ts";
import { payloadFrames } from "./payload-frames.ts";
import { serialized } from "./serialized.ts";
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
const headerKeys = [...typeKeys, "ce_type", "ce-type", "x-event-type", "message_type", "messageType"];
/** Parts of an envelope that may hold the type instead. */
const envelopeKeys = ["metadata", "meta", "header", "headers", "context", "envelope"];
/** A key as common as `type` says other things too. */
const looksLikeEvent = /[.:_-]|[a-z][A-Z]|ed$/;
const maxDepth = 8;

/** Names of the events that a call sends. */
export function eventNames(sighting: Sighting, analysis: Analysis, place: { file: string; line: number }, frame?: Frame): EventName[] {
  const { rule, call } = sighting;
  const stated = read(rule.eventType, sighting, analysis, frame).names;
  const said = stated.length > 0 ? stated : headerNames(sighting, analysis, frame);
  if (said.length > 0) return said.map((name) => ({ name, aliases: [], ...place }));
  const of = (within: Frame | undefined) =>
    selectFirst(rule.payload, { node: call.node, frame: within }, sighting.receiver, analysis.tracer).flatMap((ref) =>
      ofPayload(ref, analysis, 0),
    );
  const direct = of(frame);
  const callers = direct.length > 0 || frame ? [] : payloadFrames(sighting, analysis).flatMap(of);
  // Behind a wrapper, the type that its parameter declares holds for every caller.
  const found = direct.length > 0 ? direct : callers.length > 0 ? callers : frame ? of(undefined) : [];
  return found.filter((each, index) => found.findIndex((other) => other.name === each.name) === index).slice(0, 12);
}

/** `publish(new OrderPlaced(…))`: what a wrapper is handed. */
export function namesAtSite(site: Node, analysis: Analysis): EventName[] {
  return site.kind === "call"
    ? site.args.slice(0, 4).flatMap(({ value }) => (value.kind === "call" ? ofPayload({ node: value }, analysis, maxDepth) : []))
    : [];
}

/** `headers: { eventType: "OrderPlaced" }`, `headers=[("event_type", b"OrderPlaced")]`. */
function headerNames({ rule, call, receiver }: Sighting, analysis: Analysis, frame: Frame | undefined): string[] {
  const { tracer } = analysis;
  const places = (rule.correlationId ?? []).filter((selector) => /headers$|MessageAttributes$/.test(selector) || !selector.includes("/"));
  const headers = selectFirst(places, { node: call.node, frame }, receiver, tracer).flatMap((ref) => tracer.trace(ref));
  for (const key of headerKeys) {
    const values = headers.flatMap((held): Ref[] =>
      held.node.kind === "array" ? pairsOf(held, key, analysis) : tracer.property(held, key),
    );
    const names = values
      .flatMap((value) => evaluate(serialized(value, tracer), tracer, analysis.lookup).texts.map(({ text }) => text))
      .filter((text) => !text.includes(hole) && text.length > 2 && (looksLikeEvent.test(text) || !/^(type|event)$/.test(key)));
    if (names.length > 0) return [...new Set(names)];
  }
  return [];
}

function pairsOf(list: Ref, key: string, { tracer }: Analysis): Ref[] {
  return tracer
    .property(list, "*")
    .flatMap((pair) =>
      tracer.property(pair, 0).some(({ node }) => node.kind === "string" && node.value === key) ? tracer.property(pair, 1) : [],
    );
}

function ofPayload(ref: Ref, analysis: Analysis, depth: number): EventName[] {
  if (depth > maxDepth) return [];
  const { tracer } = analysis;
  return tracer.trace(ref).flatMap((value): EventName[] => {
    const named = classOfValue(value, tracer);
    if (named) return [{ name: named.name, aliases: wireNames(value, analysis), file: moduleOf(named).path, line: named.line }];
    if (value.node.kind === "object") return typeOfObject(value, analysis, depth);
    const inner = serialized(value, tracer);
    if (inner !== value) return ofPayload(inner, analysis, depth + 1);
    return declaredNames(value, analysis);
  });
}

function typeOfObject(value: Ref, analysis: Analysis, depth: number): EventName[] {
  const names = wireNames(value, analysis);
  const { node } = value;
  if (names.length > 0) return names.map((name) => ({ name, aliases: [], file: moduleOf(node).path, line: node.line }));
  const spreads = node.kind === "object" ? node.entries.filter((entry) => entry.key === undefined && !entry.computed) : [];
  return spreads
    .flatMap((entry) => ofPayload({ node: entry.value, frame: value.frame }, analysis, depth + 1))
    .filter((each) => each.name !== "");
}

/** The interface of the payload says which strings its type can be: `interface OrderPlaced { type: "order.placed" }`. */
function declaredNames(value: Ref, { tracer }: Analysis): EventName[] {
  const declared = tracer.declaredType(value);
  if (!declared) return [];
  for (const key of typeKeys) {
    const member = tracer.memberType(declared, key);
    const names = (member?.type.literals ?? []).filter((name) => looksLikeEvent.test(name));
    if (member && names.length > 0)
      return names.map((name) => ({ name, aliases: [], file: moduleOf(member.scope).path, line: member.scope.line }));
  }
  return [];
}

/** The string under a type key, where it is a constant; else that in the metadata of an envelope. */
function wireNames(value: Ref, { tracer }: Analysis): string[] {
  const under = (holder: Ref) => {
    for (const key of typeKeys) {
      const found = tracer
        .property(holder, key)
        .flatMap(({ node }) => (node.kind === "string" && node.value.length > 2 ? [node.value] : []));
      if (found.length > 0) return [...new Set(found)];
    }
    return [];
  };
  const own = under(value);
  return own.length > 0 ? own : [...new Set(envelopeKeys.flatMap((key) => tracer.property(value, key)).flatMap(under))];
}

function classOfValue(value: Ref, tracer: Analysis["tracer"]): ClassNode | undefined {
  const { node } = value;
  if (node.kind === "this" || node.kind === "class") return undefined;
  const owner = tracer.classOf(value);
  return owner && owner.name !== "" && isEventLike(owner, node) ? owner : undefined;
}

/** A class that holds data of an event: no broker object, no service, no entity that merely is in the message. */
function isEventLike(owner: ClassNode, node: Node): boolean {
  if (
    /(Dto|DTO|Request|Response|Options|Config|Service|Client|Producer|Publisher|Repository|Controller|Serializer|Codec|Mapper|Factory)$/.test(
      owner.name,
    )
  )
    return false;
  const isNamedSo = isPastTense(owner.name) || /(Event|Message|Command|Notification|ed)(V?\d+)?$/.test(owner.name);
  return isNamedSo || (node.kind === "call" && isConstruction(node));
}

function isConstruction(node: CallNode): boolean {
  return node.isNew || moduleOf(node).language === "python";
}
