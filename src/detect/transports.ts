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

/** `{ transport: Transport.KAFKA, options: … }` in the same package. */
export function transportsIn(home: string, names: Record<string, Transport>, { program, tracer }: Analysis): Configured[] {
  const found: Configured[] = [];
  const inside = (path: string) => program.packageOf(path) === home;
  for (const path of program.sources) {
    if (!inside(path) || !/\btransport\s*:/.test(program.workspace.read(path) ?? "")) continue;
    const module = program.load(path);
    if (!module) continue;
    walk(module.root, (node) => {
      if (node.kind !== "object") return;
      const transport = transportOf(node, names);
      if (!transport) return;
      const token = node.entries.find((entry) => entry.key === "name")?.value ?? tokenAround(node);
      found.push({
        transport,
        options: { node },
        isClient: token !== undefined || isForClient(node),
        ...(token && { token: tokenOf(token, tracer) }),
      });
    });
  }
  return found;
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

/** The broker that carries the messages of a sighting, when the application's configuration settles it. */
export function carriedBy(sighting: Sighting, analysis: Analysis): Carried | undefined {
  const { transports } = sighting.detector;
  if (!transports) return undefined;
  const own = ownOptions(sighting, transports, analysis);
  const all = own ? [own] : transportsIn(analysis.program.packageOf(moduleOf(sighting.call.node).path), transports, analysis);
  const token = sighting.rule.does === "produce" ? injectedToken(sighting, analysis) : undefined;
  const servers = all.filter((each) => !each.isClient);
  const mine =
    token === undefined
      ? sighting.rule.does === "consume" && servers.length > 0
        ? servers
        : all
      : all.filter((each) => each.token === token);
  const candidates = mine.length > 0 ? mine : all;
  const brokers = new Set(candidates.map((each) => each.transport.broker));
  const first = candidates[0];
  if (!first || brokers.size !== 1) return undefined;
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
