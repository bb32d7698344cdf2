import type { Analysis } from "./analysis.ts";
import type { Start } from "./judge/reach.ts";
import { select } from "./resolve/select.ts";
import type { Frame, Ref } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
import { callsIn } from "./syntax/calls.ts";
import { enclosingClass, enclosingFunction, moduleOf, textOf, type CallNode, type FunctionNode, type Node } from "./syntax/node.ts";
import { iterationsIn } from "./syntax/loops.ts";
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
    all.filter((other) => other !== sighting && isSameObject(sighting, other, frame, analysis) && isOnPath(use, other.call.node, analysis)),
  );
  for (const other of related) {
    if (other.rule.does !== "handle") continue;
    const found = argumentsOf(other, frame, analysis);
    if (found.length > 0) return found.map((each) => ({ ...renamed(each, use, analysis), registration: other }));
  }
  const loop = iteration(use, analysis);
  if (loop) return [blockHandler(loop, frame)];
  const polled = related.find((other) => other.rule.does === "poll") ?? (isFetch(sighting) ? sighting : undefined);
  const around = polled && pollingLoop(polled.call.node);
  return around ? [blockHandler(around, frame)] : [];
}

/** Behind a wrapper the handler is what its caller hands in. */
function renamed(handler: Handler, use: Use, { tracer }: Analysis): Handler {
  if (use.level === "direct" || use.site.kind !== "call") return handler;
  const values = use.site.args.flatMap(({ value }) => tracer.trace({ node: value }));
  const members = values.flatMap(({ node, frame }) =>
    node.kind === "object" ? node.entries.flatMap((entry) => tracer.trace({ node: entry.value, frame })) : [],
  );
  const given = [...values, ...members].find(({ node }) => node.kind === "function");
  return given?.node.kind === "function" ? { ...handler, name: nameOf(innermost(given.node, tracer)) } : handler;
}

/** `(data) => this.handle(data)` stands for what it calls. */
function innermost(fn: FunctionNode, tracer: Analysis["tracer"]): FunctionNode {
  const called = fn.name === undefined && fn.body.kind === "call" ? tracer.trace({ node: fn.body.callee })[0]?.node : undefined;
  return called?.kind === "function" && called.owner ? called : fn;
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

/** What another caller of the same wrapper does with its own object is no concern of this one. */
function isOnPath({ level, via, file, sighting }: Use, node: Node, { program }: Analysis): boolean {
  const { path } = moduleOf(node);
  const wrapper = via?.slice(via.lastIndexOf(".") + 1);
  if (level === "direct" || wrapper === undefined || path === file || path === moduleOf(sighting.call.node).path) return true;
  const module = program.load(path);
  return module === undefined || callsIn(module, wrapper).length === 0;
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
function iteration(use: Use, analysis: Analysis): Node | undefined {
  const { sighting, frame } = use;
  const { types, program } = analysis;
  const made = sighting.call.node;
  for (const module of program.loaded()) {
    const loops = iterationsIn(module);
    if (loops.length === 0 || !isOnPath(use, module.root, analysis)) continue;
    const found = loops.find(({ over }) =>
      types.typeOf({ node: over, frame }).some((type) => {
        const origins = [type.origin?.node, originOfReceiver(type.origin, types)];
        return (
          type.detector === sighting.detector &&
          !type.exported &&
          origins.some((each) => each !== undefined && (each === made || each === sighting.receiver?.origin?.node))
        );
      }),
    );
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
