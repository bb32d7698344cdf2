import { redact } from "../../model/redact.ts";
import type { Settings } from "../../model/settings.ts";
import type { Selector } from "../detector.ts";
import type { ConfigLookup } from "./resolve/config.ts";
import { environmentOf } from "./resolve/environment.ts";
import type { LibraryTypes } from "./resolve/library-types.ts";
import { openNestConfig } from "./resolve/nest-config.ts";
import type { Program } from "./resolve/program.ts";
import { settingsField } from "./resolve/pydantic.ts";
import { selectFirst } from "./resolve/select.ts";
import { evaluate, hole, type Lookup } from "./resolve/text.ts";
import type { Frame, Ref, Tracer } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
import { findBinding, moduleOf, textOf, type Node } from "./syntax/node.ts";

/** Everything that reading one repository's code needs. */
export interface Analysis {
  program: Program;
  tracer: Tracer;
  types: LibraryTypes;
  lookup: Lookup;
  settings: Settings;
}

export function openLookup(tracer: Tracer, config: ConfigLookup): Lookup {
  const nest = openNestConfig(tracer.program, tracer);
  const lookup: Lookup = {
    environment: (ref) => environmentOf(ref, tracer) ?? settingsField(ref, tracer),
    ...config,
    configured(ref) {
      const texts = nest(ref).flatMap((value) => evaluate(value, tracer, lookup).texts);
      return texts.length > 0 ? { texts, open: [] } : config.configured(ref);
    },
  };
  return lookup;
}

/** What stands in one part of a library call. */
export interface Reading {
  /** Complete names. */
  names: string[];
  /** Parts that could not be followed to a name. */
  open: Ref[];
  /** The source text, where a part stands at all. */
  expression?: string;
  declared: boolean;
}

/** Reads the part of a call that the selectors name, the first of them that leads to a name. `frame` is the wrapper call through which it is reached. */
export function read(selectors: readonly Selector[] | undefined, sighting: Sighting, analysis: Analysis, frame?: Frame): Reading {
  const call: Ref = { node: sighting.call.node, frame };
  const receiver = frame ? analysis.types.keysOf(call)[0]?.receiver : sighting.receiver;
  let left: Reading | undefined;
  for (const selector of selectors ?? []) {
    const refs = selectFirst([selector], call, receiver ?? sighting.receiver, analysis.tracer);
    if (refs.length === 0) continue;
    const parts = refs.map((ref) => readOne(ref, sighting, analysis));
    const reading: Reading = {
      names: [...new Set(parts.flatMap((part) => part.names))],
      open: parts.flatMap((part) => part.open),
      declared: parts.some((part) => part.declared),
      expression: parts[0]!.expression!,
    };
    if (reading.names.length > 0) return reading;
    if (!left || refs.some((ref) => !ref.missing)) left = reading;
  }
  return left ?? { names: [], open: [], declared: false };
}

function readOne(ref: Ref, sighting: Sighting, analysis: Analysis): Reading {
  const { tracer, lookup, settings } = analysis;
  const expression = expressionOf(ref);
  const { path } = moduleOf(ref.node);
  const answer = settings.channels?.find((each) => each.file === path && each.expression === expression);
  if (answer) return { names: [answer.channel].flat(), open: [], expression, declared: true };
  const valued = valueOf(ref, sighting, analysis);
  const declared = declaredName(valued, sighting, analysis);
  if (declared) return { names: declared, open: [], expression, declared: false };
  const { texts, open } = evaluate(valued, tracer, lookup);
  const shorten = sighting.detector.channelName ?? ((text: string) => text);
  const names = texts.map(({ text }) => shorten(text)).filter((text) => !text.includes(hole));
  return { names, open: names.length < texts.length && open.length === 0 ? [ref] : open, expression, declared: false };
}

/** Declarations whose name is being read: one that names itself has none. */
const underway = new Set<Node>();

/** An object that stands for a channel declared in code goes by the name it was declared with. */
function declaredName(ref: Ref, { detector }: Sighting, analysis: Analysis): string[] | undefined {
  if (ref.missing) return undefined;
  for (const { node, frame, missing } of analysis.tracer.trace(ref)) {
    if (node.kind !== "call" || missing) continue;
    for (const { detector: owner, keys, receiver } of analysis.types.keysOf({ node, frame })) {
      const key =
        owner === detector ? keys.find((each) => owner.calls[each]?.does === "declare" && owner.calls[each].logicalId) : undefined;
      if (key === undefined) continue;
      const made: Sighting = { detector: owner, rule: owner.calls[key]!, key, call: { node, frame }, ...(receiver && { receiver }) };
      if (underway.has(node)) continue;
      underway.add(node);
      try {
        const names = read(made.rule.channel, made, analysis, frame).names;
        return names.length > 0 ? names : read(made.rule.logicalId, made, analysis, frame).names;
      } finally {
        underway.delete(node);
      }
    }
  }
  return undefined;
}

/** `q.queue` of a declared queue is the name it was declared with. */
function valueOf(ref: Ref, { detector }: Sighting, { tracer, types }: Analysis): Ref {
  const { values } = detector;
  if (!values) return ref;
  for (const { node, frame } of tracer.trace(ref)) {
    const part = partOf(node);
    if (!part) continue;
    for (const owner of types.typeOf({ node: part.object, frame })) {
      const selector = values[`${owner.name}.${part.key}`];
      const found = selector && owner.detector === detector ? selectFirst([selector], { node }, owner, tracer) : [];
      if (found[0]) return found[0];
    }
  }
  return ref;
}

/** `object.key`, or a name bound by `const { key } = object`. */
function partOf(node: Node): { object: Node; key: string } | undefined {
  if (node.kind === "member") return { object: node.object, key: node.property };
  const binding = node.kind === "name" ? findBinding(node, node.name)?.[0] : undefined;
  const key = binding?.path[0];
  return binding?.init && typeof key === "string" && binding.path.length === 1 ? { object: binding.init, key } : undefined;
}

export function expressionOf(ref: Ref): string {
  const text = redact(textOf(ref.node).slice(0, 1_000)).replaceAll(/\s+/g, " ");
  return [text.length > 120 ? `${text.slice(0, 117)}...` : text, ...(ref.missing ?? [])].join(".");
}
