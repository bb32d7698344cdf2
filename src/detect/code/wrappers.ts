import { expressionOf, read, type Analysis, type Reading } from "./analysis.ts";
import { selectFirst } from "./resolve/select.ts";
import type { Frame, Ref } from "./resolve/tracer.ts";
import {
  enclosingClass,
  enclosingFunction,
  findBinding,
  moduleOf,
  walk,
  type ClassNode,
  type FunctionNode,
  type Node,
} from "./syntax/node.ts";
import { readChannel, type Use } from "./uses.ts";
import { calledName, callsOf, makersOf, ownerOf, type Site } from "./wrapper-sites.ts";

/** Calls between the library and the code that names the channel. */
const maxHops = 4;

/**
 * A function around a library call whose channel or routing key is its parameter, or a field set from the constructor, is an in-house
 * wrapper: its call sites are producers and consumers. Marks the wrappers among `uses` and returns the indirect ones.
 */
export function followWrappers(uses: readonly Use[], analysis: Analysis): Use[] {
  const indirect: Use[] = [];
  for (const use of uses) indirect.push(...follow(use, analysis, 1));
  return indirect;
}

function follow(use: Use, analysis: Analysis, hop: number): Use[] {
  const open = hop > maxHops ? [] : openParts(use, analysis);
  const sites = open.length === 0 ? [] : sitesOf(use, open, analysis);
  if (sites.length === 0) return [];
  const found = sites.flatMap(({ site, wrapper }): Use[] => {
    const frame = below(use.frame, site.frame);
    const channel = readChannel(use.sighting, analysis, frame);
    // Making an object subscribes to nothing: where it does not even settle the channel, the place is the method itself.
    if (site.idle === true && channel.names.length === 0) return [];
    const made: Use = {
      sighting: use.sighting,
      frame,
      site: site.node,
      file: site.file,
      line: site.line,
      level: "indirect",
      via: wrapper,
      channel: atSite(channel, site, analysis),
      isWrapper: false,
    };
    return [made];
  });
  if (found.length === 0) return [];
  // Callers further out that settle nothing more stand for nothing where the message is made here.
  if (hop > 1 && !found.some((each) => settlesMore(each, use, analysis)) && !isHandedOn(use, analysis)) return [];
  const names = [...new Set(found.flatMap((each) => each.channel.names))];
  const keys = new Set(found.map((each) => JSON.stringify([each.channel.names, routingOf(each, analysis)?.names])));
  const local = found.every((each) => each.file === use.file && !enclosingClass(use.site)) && names.length <= 1 && keys.size <= 1;
  if (local || (hop > 1 && found.every((each) => sameHome(each.site, use.site)))) {
    use.channel = { ...use.channel, names };
    use.frames = found.flatMap((each) => each.frame ?? []);
    return [];
  }
  use.isWrapper = true;
  use.sites = found;
  return [...found, ...found.flatMap((each) => follow(each, analysis, hop + 1))];
}

function settlesMore(outer: Use, inner: Use, analysis: Analysis): boolean {
  if (outer.channel.names.length > 0 && inner.channel.names.length === 0) return true;
  return (routingOf(outer, analysis)?.names.length ?? 0) > (routingOf(inner, analysis)?.names.length ?? 0);
}

/** The message, too, is a parameter of the function around this call. */
function isHandedOn({ sighting, frame, site }: Use, { tracer }: Analysis): boolean {
  const holder = enclosingFunction(site);
  const payload = selectFirst(sighting.rule.payload, { node: sighting.call.node, frame }, sighting.receiver, tracer);
  let found = false;
  for (const ref of payload)
    walk(ref.node, (at) => {
      if (at.kind !== "name") return;
      for (const { node } of tracer.trace({ node: at, frame: ref.frame }))
        if (node.kind === "name" && findBinding(node, node.name)?.[0]?.owner === holder && holder) found = true;
    });
  return found;
}

/** What the callers decide: the channel, or the routing key of a fixed exchange. */
function openParts(use: Use, analysis: Analysis): readonly Ref[] {
  if (use.channel.names.length === 0) return use.channel.open;
  const routing = routingOf(use, analysis);
  return routing && routing.names.length === 0 ? routing.open : [];
}

function routingOf({ sighting, frame }: Use, analysis: Analysis): Reading | undefined {
  return sighting.rule.does === "produce" && sighting.rule.routingKey
    ? read(sighting.rule.routingKey, sighting, analysis, frame)
    : undefined;
}

/** What a call of a wrapper leaves open is asked about with the text of that call. */
function atSite(channel: Reading, { node, file }: Site, { settings }: Analysis): Reading {
  const here = channel.open.some((ref) => moduleOf(ref.node).path === file);
  if (channel.names.length > 0 || here) return channel;
  const expression = expressionOf({ node });
  const answer = settings.channels?.find((each) => each.file === file && each.expression === expression);
  return answer ? { names: [answer.channel].flat(), open: [], expression, declared: true } : { ...channel, expression };
}

/** The frame of the wrapper nearest to the library comes first; its callers follow. */
function below(inner: Frame | undefined, outer: Frame): Frame {
  if (!inner) return outer;
  const { self } = inner;
  const madeThere = self && !self.frame && isInside(self.node, outer.fn);
  return { ...inner, caller: below(inner.caller, outer), ...(madeThere && { self: { ...self, frame: outer } }) };
}

/** An object that the outer function makes depends on the outer call. */
function isInside(node: Node, fn: FunctionNode): boolean {
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) if (at === fn) return true;
  return false;
}

/** A private helper of the same class says nothing new: its callers' channels count where it calls. */
function sameHome(a: Node, b: Node): boolean {
  const [first, second] = [enclosingClass(a), enclosingClass(b)];
  return first !== undefined && first === second;
}

function sitesOf(use: Use, open: readonly Ref[], analysis: Analysis): { site: Site; wrapper: string }[] {
  const holder = enclosingFunction(use.level === "direct" ? use.sighting.call.node : use.site);
  const found = new Map<Node, { site: Site; wrapper: string }>();
  for (const owner of owners(open, use.frame, analysis)) {
    if (isFollowed(owner, use.frame) || !surrounds(owner, holder)) continue;
    const sites = owner.kind === "class" ? sitesOfClass(owner, holder, use, analysis) : sitesOfFunction(owner, holder, use, analysis);
    for (const site of sites) if (!found.has(site.node)) found.set(site.node, { site, wrapper: nameOf(owner, holder) });
  }
  return [...found.values()];
}

/** A function that only makes a name is no wrapper: the library call, or that of the wrapper below, stands inside a wrapper. */
function surrounds(owner: FunctionNode | ClassNode, holder: FunctionNode | undefined): boolean {
  if (owner.kind === "class" || owner.owner !== undefined) return true;
  for (let at = holder; at; at = enclosingFunction(at)) if (at === owner) return true;
  return false;
}

function isFollowed(owner: FunctionNode | ClassNode, frame: Frame | undefined): boolean {
  for (let at = frame; at; at = at.caller) if (at.fn === owner) return true;
  return false;
}

function owners(open: readonly Ref[], frame: Frame | undefined, analysis: Analysis): Set<FunctionNode | ClassNode> {
  return new Set(open.map((ref) => ownerAbove(ref.node, frame, analysis)).filter((owner) => owner !== undefined));
}

/** A part of a parameter that is already followed is decided by whoever decides about the argument. */
function ownerAbove(node: Node, frame: Frame | undefined, analysis: Analysis): FunctionNode | ClassNode | undefined {
  const owner = ownerOf(node);
  let at = frame;
  while (at && at.fn !== owner) at = at.caller;
  if (!at?.call) return owner;
  let root = node;
  while (root.kind === "member" || root.kind === "index") root = root.object;
  const binding = root.kind === "name" ? findBinding(root, root.name)?.find((each) => each.to === "parameter") : undefined;
  const given =
    binding?.index === undefined ? undefined : analysis.tracer.argument(at, binding.index, at.fn.parameters[binding.index]?.name);
  return given ? ownerAbove(given.node, at.caller, analysis) : owner;
}

function sitesOfFunction(owner: FunctionNode, holder: FunctionNode | undefined, use: Use, analysis: Analysis): Site[] {
  const isConstructor = owner.owner && (owner.name === "constructor" || owner.name === "__init__");
  return isConstructor ? sitesOfClass(owner.owner!, holder, use, analysis) : callsOf(owner, analysis);
}

/** A consumer starts where its object is made; a producer sends where its method is called. */
function sitesOfClass(owner: ClassNode, holder: FunctionNode | undefined, use: Use, analysis: Analysis): Site[] {
  const method = methodAround(holder, owner);
  if (!method) return [];
  return use.sighting.rule.does === "produce" ? callsOf(method, analysis) : makersOf(owner, method, analysis);
}

function methodAround(holder: FunctionNode | undefined, owner: ClassNode): FunctionNode | undefined {
  for (let at = holder; at; at = enclosingFunction(at)) if (at.owner === owner) return at;
  return undefined;
}

function nameOf(owner: FunctionNode | ClassNode, holder: FunctionNode | undefined): string {
  const fn = owner.kind === "function" ? owner : holder;
  if (owner.kind === "class" || !fn) return owner.kind === "class" ? owner.name : "";
  const name = calledName(fn) ?? "anonymous";
  return fn.owner ? (name === "constructor" || name === "__init__" ? fn.owner.name : `${fn.owner.name}.${name}`) : name;
}
