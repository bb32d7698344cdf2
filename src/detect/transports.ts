import type { Analysis } from "./analysis.ts";
import type { BrokerKind, ChannelKind } from "./fact.ts";
import type { Transport } from "./detector.ts";
import { injectionsOf } from "./resolve/injection.ts";
import { evaluate } from "./resolve/text.ts";
import type { Ref } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
import { moduleOf, textOf, walk, type Node, type ObjectNode } from "./syntax/node.ts";

/** What an application configures for a framework that speaks over several brokers. */
export interface Configured {
  transport: Transport;
  options: Ref & { node: ObjectNode };
  /** The injection token of a client; absent for the application's own server. */
  token?: string;
  /** Made for sending, not for the application's own server. */
  isClient: boolean;
}

const configuredCache = new WeakMap<Analysis, Map<string, Configured[]>>();

/** `{ transport: Transport.KAFKA, options: … }` in one package, or in all. */
function transportsIn(home: string | undefined, names: Record<string, Transport>, analysis: Analysis): Configured[] {
  const cache = configuredCache.get(analysis) ?? new Map<string, Configured[]>();
  configuredCache.set(analysis, cache);
  const key = JSON.stringify([home, Object.keys(names)]);
  const known = cache.get(key);
  if (known) return known;
  const { program } = analysis;
  const found: Configured[] = [];
  cache.set(key, found);
  for (const path of program.sources) {
    if ((home !== undefined && program.packageOf(path) !== home) || !/\btransport\s*:/.test(program.workspace.read(path) ?? "")) continue;
    const module = program.load(path);
    if (module) walk(module.root, (node) => void found.push(...configuredBy(node, names, analysis)));
  }
  return found;
}

function configuredBy(node: Node, names: Record<string, Transport>, { tracer }: Analysis): Configured[] {
  const transport = node.kind === "object" ? transportOf(node, names) : undefined;
  if (node.kind !== "object" || !transport) return [];
  const token = node.entries.find((entry) => entry.key === "name")?.value ?? tokenAround(node);
  const isClient = token !== undefined || isForClient(node);
  return [{ transport, options: { node }, isClient, ...(token && { token: tokenOf(token, tracer) }) }];
}

/** `{ provide: TOKEN, useFactory: () => ClientProxyFactory.create({ transport … }) }`, `@Client({ transport … })`. */
function tokenAround(node: Node): Node | undefined {
  for (let at = node.parent; at && at.kind !== "class"; at = at.parent)
    if (at.kind === "object") {
      const token = at.entries.find((entry) => entry.key === "provide" || entry.key === "name")?.value;
      if (token) return token;
    }
  return undefined;
}

function tokenOf(node: Node, tracer: Analysis["tracer"]): string {
  const value = tracer.trace({ node })[0]?.node;
  return value?.kind === "string" ? value.value : textOf(node);
}

export interface Carried {
  broker: BrokerKind;
  kind: ChannelKind;
  /** The queue that all patterns share. */
  queue?: string[];
  group?: string;
}

/**
 * The broker that carries the messages of a sighting, when the application's configuration says so. Undefined where it names none:
 * the framework then speaks over a socket, which is no broker.
 */
export function carriedBy(sighting: Sighting, analysis: Analysis): Carried | undefined {
  const { transports, kind } = sighting.detector;
  if (!transports) return undefined;
  const candidates = candidatesFor(sighting, transports, analysis);
  const brokers = new Set(candidates.map((each) => each.transport.broker));
  const first = candidates[0];
  if (!first) return undefined;
  if (brokers.size > 1) return { broker: "other", kind };
  const { transport } = first;
  const texts = (path: string | undefined) =>
    candidates.flatMap((each) => follow(each.options, path, analysis)).filter((text) => !text.includes("\u0000"));
  const queues = [...new Set(texts(transport.queue))];
  const groups = [...new Set(texts(transport.group))];
  return {
    broker: transport.broker,
    kind: transport.kind,
    ...(transport.queue !== undefined && { queue: queues.length === 1 ? queues : [] }),
    ...(groups.length === 1 && { group: transport.groupSuffix === undefined ? groups[0]! : `${groups[0]!}${transport.groupSuffix}` }),
  };
}

/** The client's own options; else those of its injection token; else those of the package, or of the repository when it has none. */
function candidatesFor(sighting: Sighting, names: Record<string, Transport>, analysis: Analysis): Configured[] {
  const own = ownOptions(sighting, names, analysis);
  if (own) return [own];
  const home = analysis.program.packageOf(moduleOf(sighting.call.node).path);
  const here = transportsIn(home, names, analysis);
  const everywhere = () => transportsIn(undefined, names, analysis);
  const token = sighting.rule.does === "produce" ? injectedToken(sighting, analysis) : undefined;
  if (token !== undefined) {
    for (const list of [here, everywhere()]) {
      const mine = list.filter((each) => each.token === token);
      if (mine.length > 0) return mine;
    }
  }
  if (sighting.rule.does === "consume") {
    const servers = here.filter((each) => !each.isClient);
    if (servers.length > 0) return servers;
  }
  if (here.length > 0) return here;
  return speaksOverSockets(home, analysis) ? [] : everywhere();
}

function speaksOverSockets(home: string, { program }: Analysis): boolean {
  return program.sources.some(
    (path) => program.packageOf(path) === home && /\btransport\s*:\s*Transport\.(TCP|GRPC|MQTT)\b/.test(program.workspace.read(path) ?? ""),
  );
}

/** `ClientProxyFactory.create({ transport, options })` made this very client. */
function ownOptions({ receiver }: Sighting, names: Record<string, Transport>, { tracer }: Analysis): Configured | undefined {
  const made = receiver?.origin;
  if (made?.node.kind !== "call" || !made.node.args[0]) return undefined;
  for (const { node, frame } of tracer.trace({ node: made.node.args[0].value, frame: made.frame })) {
    const transport = node.kind === "object" ? transportOf(node, names) : undefined;
    if (node.kind === "object" && transport) return { transport, options: { node, frame }, isClient: true };
  }
  return undefined;
}

/** Inside `ClientProxyFactory.create(…)`, `ClientsModule.register(…)` or `@Client(…)`. */
function isForClient(node: Node): boolean {
  for (let at = node.parent; at && at.kind !== "function" && at.kind !== "class"; at = at.parent)
    if (at.kind === "call" && /^(ClientProxyFactory|ClientsModule|Client)\b/.test(textOf(at.callee))) return true;
  return false;
}

function transportOf(node: ObjectNode, names: Record<string, Transport>): Transport | undefined {
  const chosen = node.entries.find((entry) => entry.key === "transport")?.value;
  const name = chosen?.kind === "member" && chosen.object.kind === "name" ? chosen.property : undefined;
  return name !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
}

function follow(start: Ref, path: string | undefined, { tracer, lookup }: Analysis): string[] {
  if (path === undefined) return [];
  const refs = path
    .split("/")
    .reduce<Ref[]>((at, key) => at.flatMap((each) => tracer.trace(each).flatMap((value) => tracer.property(value, key))), [start]);
  return refs.flatMap((ref) => evaluate(ref, tracer, lookup).texts.map(({ text }) => text));
}

function injectedToken({ call }: Sighting, { tracer }: Analysis): string | undefined {
  const inject = injectionsOf(call.node).find(({ callee, args }) => callee.kind === "name" && callee.name === "Inject" && args.length > 0);
  return inject && tokenOf(inject.args[0]!.value, tracer);
}
