import type { CallNode, Node } from "../syntax/node.ts";
import { isConfiguration } from "./config.ts";
import { classNameOf } from "./names.ts";
import { textFunction } from "./text-functions.ts";
import type { Ref, Tracer } from "./tracer.ts";

/** A string that an expression can be; `hole` stands where a part is not known. */
interface Text {
  text: string;
  /** Where the text itself stands. */
  at: Node;
}

export interface Evaluation {
  texts: Text[];
  /** Terminal expressions that could not be followed: parameters, calls of other packages, run-time values. */
  open: Ref[];
}

export const hole = "\u0000";
const maxTexts = 32;
/** Expressions that one question may look at. */
const maxEvaluations = 500;

/** Looks up what code alone does not hold: configuration keys, environment variables. */
export interface Lookup {
  /** Name of the environment variable that an expression reads. */
  environment(ref: Ref): { name: string; fallback?: Ref } | undefined;
  /** Values of a variable that the repository itself sets, when it is certain. */
  variable(name: string, file: Node): string | undefined;
  /** Value of a configuration key that an expression reads. */
  configured(ref: Ref): Evaluation | undefined;
}

const passThrough = new Set(["toString", "trim", "strip", "decode", "encode", "valueOf", "value", "asString", "getOrThrow"]);

/** All strings an expression can be. Arrays count by their elements. */
export function evaluate(ref: Ref, tracer: Tracer, lookup: Lookup, depth = 0, budget = { left: maxEvaluations }): Evaluation {
  if (depth > 12 || ref.missing || budget.left-- <= 0) return { texts: [], open: [ref] };
  return merge(tracer.trace(ref).map((each) => terminal(each, tracer, lookup, depth + 1, budget)));
}

function terminal(ref: Ref, tracer: Tracer, lookup: Lookup, depth: number, budget: { left: number }): Evaluation {
  const { node, frame } = ref;
  const again = (next: Ref) => evaluate(next, tracer, lookup, depth, budget);
  switch (node.kind) {
    case "string":
      return { texts: [{ text: node.value, at: node }], open: [] };
    case "literal":
      return typeof node.value === "number" ? { texts: [{ text: String(node.value), at: node }], open: [] } : { texts: [], open: [] };
    case "template":
      return joined(
        node.parts.map((part) => again({ node: part, frame })),
        ref,
      );
    case "array":
      return merge(tracer.property(ref, "*").map(again));
    case "class":
      return { texts: [], open: [ref] };
    default:
  }
  const environment = lookup.environment(ref);
  if (environment) {
    if (environment.name === "" && environment.fallback) return again(environment.fallback);
    const known = lookup.variable(environment.name, node);
    if (known !== undefined) return { texts: [{ text: known, at: node }], open: [] };
    const fallback = environment.fallback && again(environment.fallback);
    return fallback?.texts.some(({ text }) => text !== "")
      ? fallback
      : { texts: [{ text: `\${${environment.name}}`, at: node }], open: [] };
  }
  const named = classNameOf(ref, tracer);
  if (named) return "name" in named ? { texts: [{ text: named.name, at: node }], open: [] } : { texts: [], open: named.of };
  const computed = textFunction(node, tracer);
  if (computed) {
    const { texts, open } = again({ node: computed.of, frame });
    return { texts: texts.map(({ text, at }) => ({ text: text.includes(hole) ? hole : computed.apply(text), at })), open };
  }
  if (node.kind === "call" && node.callee.kind === "name" && ["String", "str"].includes(node.callee.name) && node.args[0])
    return again({ node: node.args[0].value, frame });
  if (node.kind === "call" && node.callee.kind === "member" && passThrough.has(node.callee.property)) {
    const inner = again({ node: node.callee.object, frame });
    if (inner.texts.length > 0) return inner;
  }
  if (node.kind === "call" && node.callee.kind === "member" && node.callee.property === "map")
    return merge(tracer.property(ref, "*").map(again));
  if (node.kind === "member" && node.property === "value") {
    const inner = again({ node: node.object, frame });
    if (inner.texts.length > 0) return inner;
  }
  if (node.kind === "call" && node.callee.kind === "member" && node.callee.property === "format") {
    const inner = again({ node: node.callee.object, frame });
    return {
      texts: inner.texts.map(({ text, at }) => ({ text: formatted(text, node, (value) => again({ node: value, frame })), at })),
      open: inner.open,
    };
  }
  const configured = lookup.configured(ref);
  if (configured) return configured;
  if (node.kind !== "call" || node.callee.kind !== "member" || node.callee.property !== "get") return { texts: [], open: [ref] };
  const [key, fallback] = node.args.map(({ value }) => value);
  const step = key && tracer.trace({ node: key, frame })[0]?.node;
  const held = step?.kind === "string" ? tracer.trace({ node: node.callee.object, frame }) : [];
  const known = held.flatMap((each) => (each.node.kind === "object" && step?.kind === "string" ? tracer.property(each, step.value) : []));
  if (known.length > 0) return merge(known.map(again));
  return fallback && isConfiguration(node) ? again({ node: fallback, frame }) : { texts: [], open: [ref] };
}

/** str.format: https://docs.python.org/3/library/string.html#format-string-syntax */
function formatted(pattern: string, call: CallNode, value: (node: Node) => Evaluation): string {
  const plain = call.args.filter((each) => each.name === undefined);
  let next = 0;
  return pattern.replaceAll(/\{([^{}]*)\}/g, (_, field: string) => {
    const key = field.split(/[!:]/)[0]!;
    const given = key === "" ? plain[next++] : /^\d+$/.test(key) ? plain[Number(key)] : call.args.find((each) => each.name === key);
    const texts = given ? value(given.value).texts : [];
    return texts.length === 1 ? texts[0]!.text : hole;
  });
}

/** Every combination of the parts; a part that is not known leaves a hole. */
function joined(parts: Evaluation[], whole: Ref): Evaluation {
  let texts = [""];
  for (const part of parts) {
    const choices = part.texts.length > 0 ? part.texts.map(({ text }) => text) : [hole];
    texts = texts.flatMap((start) => choices.map((choice) => start + choice)).slice(0, maxTexts);
  }
  return { texts: texts.map((text) => ({ text, at: whole.node })), open: parts.flatMap((part) => part.open).slice(0, maxTexts) };
}

function merge(parts: Evaluation[]): Evaluation {
  const texts = new Map<string, Text>();
  for (const part of parts) for (const text of part.texts) if (!texts.has(text.text)) texts.set(text.text, text);
  const open = parts.flatMap((part) => part.open).slice(0, maxTexts);
  const values = [...texts.values()].slice(0, maxTexts);
  return { texts: preferDefaults(values), open };
}

/** `${NAME}`: an environment variable whose value the repository does not say. */
export function isVariable(text: string): boolean {
  return /^\$\{[A-Za-z0-9_]+\}$/.test(text);
}

/** `env ?? "orders"` is orders: a default of the code says more than the name of the variable. An empty one says nothing. */
function preferDefaults(texts: Text[]): Text[] {
  if (!texts.some(({ text }) => isVariable(text))) return texts;
  const plain = texts.filter(({ text }) => text !== "" && !isVariable(text));
  return plain.length > 0 ? plain : texts.filter(({ text }) => text !== "");
}
