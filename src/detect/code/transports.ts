import { expressionOf, type Analysis } from "./analysis.ts";
import type { BrokerKind, ChannelKind, Fact } from "../fact.ts";
import type { Transport } from "../detector.ts";
import { injectionsOf } from "./resolve/injection.ts";
import { evaluate, hole, isVariable } from "./resolve/text.ts";
import type { Ref } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
import { moduleOf, textOf, walk, type Node, type ObjectNode } from "./syntax/node.ts";

/** What an application configures for a framework that speaks over several brokers. */
interface Configured {
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
    if ((home !== undefined && !belongs(path, home, program)) || !/\btransport\s*:/.test(program.workspace.read(path) ?? "")) continue;
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
  /** What stands for that queue, where it could not be followed to a name, or to a variable only. */
  open?: Ref;
  group?: string;
  /** The broker forgets a message on delivery; absent where the options leave it open. */
  autoAck?: boolean;
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
  const [open] =
    queues.length === 1 && !isVariable(queues[0]!) ? [] : candidates.flatMap((each) => placesOf(each.options, transport.queue, analysis));
  const groups = [...new Set(texts(transport.group))];
  return {
    broker: transport.broker,
    kind: transport.kind,
    ...(transport.queue !== undefined && { queue: queues.length === 1 ? queues : [] }),
    ...(open && { open }),
    ...automatic(candidates, analysis),
    ...(groups.length === 1 && { group: transport.groupSuffix === undefined ? groups[0]! : `${groups[0]!}${transport.groupSuffix}` }),
  };
}

function automatic(candidates: readonly Configured[], analysis: Analysis): { autoAck?: boolean } {
  const said = candidates.map(({ transport, options }) => {
    const { autoAck } = transport;
    if (!autoAck) return undefined;
    const places = placesOf(options, autoAck.at, analysis);
    if (places.length === 0) return autoAck.otherwise;
    const [value] = places.flatMap((place) => analysis.tracer.trace(place));
    return value?.node.kind === "literal" && typeof value.node.value === "boolean" ? value.node.value : undefined;
  });
  const [first] = said;
  return first !== undefined && said.every((each) => each === first) ? { autoAck: first } : {};
}

/** The client's own options; else those of its injection token; else those of the package, or of the repository when it has none. */
function candidatesFor(sighting: Sighting, names: Record<string, Transport>, analysis: Analysis): Configured[] {
  const own = ownOptions(sighting, names, analysis);
  if (own) return [own];
  const { path } = moduleOf(sighting.call.node);
  const home = analysis.program.packageOf(path);
  const application = applicationOf(path, analysis);
  const inside = application === undefined ? [] : transportsIn(application, names, analysis);
  const here = inside.length > 0 ? inside : transportsIn(home, names, analysis);
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

function belongs(path: string, home: string, program: Analysis["program"]): boolean {
  return program.packageOf(path) === home || path.startsWith(`${home}/`);
}

/** The folder of the application in a monorepo with one manifest: that of the nearest file above that starts one. */
function applicationOf(path: string, { program }: Analysis): string | undefined {
  const home = program.packageOf(path);
  const folders = program.sources.flatMap((each) => {
    if (!/(^|\/)main\.[jt]s$/.test(each) || program.packageOf(each) !== home) return [];
    return /\bNestFactory\b/.test(program.workspace.read(each) ?? "") ? [each.replace(/(^|\/)(src\/)?main\.[jt]s$/, "")] : [];
  });
  return folders.filter((folder) => folder !== "" && path.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0];
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

/** The queues that the applications' own servers declare, with their dead-letter targets. */
export function serverQueues(sightings: readonly Sighting[], analysis: Analysis): Fact[] {
  const names = sightings.find(({ detector, rule }) => detector.transports && rule.does === "consume")?.detector.transports;
  const servers = names
    ? transportsIn(undefined, names, analysis).filter((each) => !each.isClient && each.transport.queue !== undefined)
    : [];
  return servers.flatMap(({ transport, options }): Fact[] => {
    const [place] = placesOf(options, transport.queue, analysis);
    if (!place) return [];
    const first = (paths: readonly string[] | undefined) => (paths ?? []).flatMap((path) => follow(options, path, analysis))[0];
    const target = first(transport.deadLetter);
    const deadLetter = target === "" ? first(transport.deadLetterKey) : target;
    return follow(options, transport.queue, analysis)
      .filter((name) => !name.includes(hole))
      .map((name): Fact => ({
        fact: "channel",
        file: moduleOf(place.node).path,
        line: place.node.line,
        broker: transport.broker,
        name,
        kind: transport.kind,
        ...(deadLetter !== undefined && { deadLetter }),
      }));
  });
}

function placesOf(start: Ref, path: string | undefined, { tracer }: Analysis): Ref[] {
  if (path === undefined) return [];
  return path.split("/").reduce<Ref[]>((at, key) => at.flatMap((each) => parts(each, key, tracer)), [start]);
}

/** An entry of an object literal keeps its own expression, so that a question can quote it. */
function parts(ref: Ref, key: string, tracer: Analysis["tracer"]): Ref[] {
  return tracer.trace(ref).flatMap((value) => {
    const entry = value.node.kind === "object" ? value.node.entries.find((each) => each.key === key) : undefined;
    return entry ? [{ node: entry.value, frame: value.frame }] : tracer.property(value, key);
  });
}

function follow(start: Ref, path: string | undefined, analysis: Analysis): string[] {
  return placesOf(start, path, analysis).flatMap(
    (ref) => answered(ref, analysis) ?? evaluate(ref, analysis.tracer, analysis.lookup).texts.map(({ text }) => text),
  );
}

function answered(ref: Ref, { settings }: Analysis): string[] | undefined {
  const answer = settings.channels?.find((each) => each.file === moduleOf(ref.node).path && each.expression === expressionOf(ref));
  return answer && [answer.channel].flat();
}

function injectedToken({ call }: Sighting, { tracer }: Analysis): string | undefined {
  const inject = injectionsOf(call.node).find(({ callee, args }) => callee.kind === "name" && callee.name === "Inject" && args.length > 0);
  return inject && tokenOf(inject.args[0]!.value, tracer);
}
