import type { Analysis } from "./analysis.ts";
import type { Start } from "./judge/reach.ts";
import { select } from "./resolve/select.ts";
import type { Frame, Ref } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
import {
  enclosingClass,
  enclosingFunction,
  moduleOf,
  textOf,
  walk,
  type CallNode,
  type FunctionNode,
  type LoopNode,
  type Node,
} from "./syntax/node.ts";
import type { Use } from "./uses.ts";
import { calledName } from "./wrapper-sites.ts";

/** The code that runs for each message of a consumer. */
export interface Handler {
  name: string;
  start: Start;
  /** Options of the consumer that stand at the call which registers the handler. */
  registration?: Sighting;
}

/**
 * The handler of a consumer: an argument of the call; the method below a decorator; what another call on the same object registers;
 * the loop that iterates the subscription; the loop around the call that polls.
 */
export function handlersOf(use: Use, all: readonly Sighting[], analysis: Analysis): Handler[] {
  const { sighting, frame } = use;
  if (sighting.decorated) return [functionHandler(sighting.decorated, frame)];
  const own = argumentsOf(sighting, frame, analysis);
  if (own.length > 0) return own.map((each) => renamed(each, use, analysis));
  const related = nearest(
    sighting,
    all.filter((other) => other !== sighting && isSameObject(sighting, other, frame, analysis)),
  );
  for (const other of related) {
    if (other.rule.does !== "handle") continue;
    const found = argumentsOf(other, frame, analysis);
    if (found.length > 0) return found.map((each) => ({ ...renamed(each, use, analysis), registration: other }));
  }
  const loop = iteration(sighting, frame, analysis);
  if (loop) return [blockHandler(loop, frame)];
  const polled = related.find((other) => other.rule.does === "poll") ?? (isFetch(sighting) ? sighting : undefined);
  const around = polled && pollingLoop(polled.call.node);
  return around ? [blockHandler(around, frame)] : [];
}

/** Behind a wrapper the handler is what its caller hands in. */
function renamed(handler: Handler, use: Use, { tracer }: Analysis): Handler {
  if (use.level === "direct" || use.site.kind !== "call") return handler;
  const given = use.site.args.flatMap(({ value }) => tracer.trace({ node: value })).find(({ node }) => node.kind === "function");
  return given?.node.kind === "function" ? { ...handler, name: nameOf(given.node) } : handler;
}

function argumentsOf(sighting: Sighting, frame: Frame | undefined, analysis: Analysis): Handler[] {
  const call: Ref = { node: sighting.call.node, frame };
  for (const selector of sighting.rule.handler ?? []) {
    const refs = selector === "**" ? keywordValues(sighting.call.node, frame) : select(selector, call, sighting.receiver, analysis.tracer);
    const found = refs
      .flatMap((ref) => analysis.tracer.trace(ref))
      .flatMap((ref) => (ref.node.kind === "function" ? [functionHandler(ref.node, ref.frame ?? frame)] : []));
    if (found.length > 0) return found;
  }
  return [];
}

/** pubsub.subscribe(**{"channel": handler}) */
function keywordValues(call: CallNode, frame: Frame | undefined): Ref[] {
  return call.args.flatMap(({ name, spread, value }) => {
    if (name !== undefined) return [{ node: value, frame }];
    return spread && value.kind === "object" ? value.entries.map((entry) => ({ node: entry.value, frame })) : [];
  });
}

/** A client that a shared module makes is the same object everywhere; what stands in the same file belongs together. */
function nearest(sighting: Sighting, related: readonly Sighting[]): readonly Sighting[] {
  const { path } = moduleOf(sighting.call.node);
  const here = related.filter((other) => moduleOf(other.call.node).path === path);
  return here.length > 0 ? here : related;
}

function functionHandler(fn: FunctionNode, frame: Frame | undefined): Handler {
  return { name: nameOf(fn), start: { node: fn, frame } };
}

/** A function written in place goes by the name of the one around it. */
function nameOf(fn: FunctionNode): string {
  const inline =
    fn.name === undefined && (fn.parent?.kind === "call" || (fn.parent?.kind === "object" && fn.parent.parent?.kind === "call"));
  const named = inline ? enclosingFunction(fn) : fn;
  if (named && named !== fn) return nameOf(named);
  const name = named && calledName(named);
  if (!named || name === undefined) return "anonymous";
  return named.owner ? `${named.owner.name}.${name}` : name;
}

function blockHandler(node: Node, frame: Frame | undefined): Handler {
  const fn = enclosingFunction(node);
  return { name: fn ? nameOf(fn) : "anonymous", start: { node, frame } };
}

function isFetch({ key }: Sighting): boolean {
  return /receive|get$|getone|get_message|fetch|consume$|Receive|xread|xRead|Consumers\.get/.test(key);
}

function isSameObject(a: Sighting, b: Sighting, frame: Frame | undefined, { tracer }: Analysis): boolean {
  if (a.detector !== b.detector) return false;
  const made = a.receiver?.origin?.node ?? a.call.node;
  const other = b.receiver?.origin?.node;
  if (other) return other === made || other === a.call.node;
  const [first, second] = [a.call.node.callee, b.call.node.callee];
  if (first.kind !== "member" || second.kind !== "member" || a.receiver?.name !== b.receiver?.name) return false;
  const [x, y] = [tracer.trace({ node: first.object, frame })[0], tracer.trace({ node: second.object, frame })[0]];
  return (
    (x !== undefined && x.node === y?.node) ||
    (textOf(first.object) === textOf(second.object) && enclosingClass(first) === enclosingClass(second) && x?.node.kind === y?.node.kind)
  );
}

/** `for await (const message of subscription)`, `for message in consumer`, `for message in pubsub.listen()`. */
function iteration(sighting: Sighting, frame: Frame | undefined, { types, program }: Analysis): Node | undefined {
  const made = sighting.call.node;
  for (const module of program.loaded()) {
    let found: LoopNode | undefined;
    walk(module.root, (node) => {
      if (found || node.kind !== "loop" || !node.iterates || !node.over) return;
      for (const type of types.typeOf({ node: node.over, frame })) {
        const origins = [type.origin?.node, originOfReceiver(type.origin, types)];
        if (
          type.detector === sighting.detector &&
          !type.exported &&
          origins.some((each) => each !== undefined && (each === made || each === sighting.receiver?.origin?.node))
        )
          found = node;
      }
    });
    if (found) return found.body;
  }
  return undefined;
}

function originOfReceiver(origin: Ref | undefined, types: Analysis["types"]): Node | undefined {
  return origin && types.keysOf(origin)[0]?.receiver?.origin?.node;
}

function pollingLoop(call: CallNode): Node | undefined {
  for (let at: Node | undefined = call.parent; at && at.kind !== "class"; at = at.parent) {
    if (at.kind === "loop") return at.body;
    if (at.kind === "function") return at.body;
  }
  return undefined;
}
