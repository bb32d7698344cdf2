import type { Consumer, Producer, SystemMap } from "../model/system.ts";
import type { Settings } from "../model/settings.ts";
import type { Dependency, Fact, FactOf } from "./fact.ts";
import { findBrokers } from "./link/brokers.ts";
import { indexChannels } from "./link/channel-index.ts";
import { waitingQueue } from "./link/circles.ts";
import { findClients } from "./link/clients.ts";
import { deadLetterJudge, withReading } from "./link/dead-letters.ts";
import { byVariable, resolveEnvironment } from "./link/environment.ts";
import { declaredConsumer } from "./link/declared.ts";
import { mergeEventTypes } from "./link/event-types.ts";
import { assignIds } from "./link/identity.ts";
import { bareName, namesOf } from "./link/names.ts";
import { findServices } from "./link/services.ts";
import { byPlace, compare } from "./link/order.ts";

export interface LinkInput {
  facts: readonly Fact[];
  dependencies: readonly Dependency[];
  /** Manifests that were read, also those without dependencies. */
  manifests: readonly string[];
  settings: Settings;
  rootName: string;
  read: (path: string) => string | undefined;
}

/** The part of the map that follows from facts. */
export type Linked = Pick<
  SystemMap,
  | "services"
  | "brokers"
  | "clients"
  | "channels"
  | "producers"
  | "consumers"
  | "schemas"
  | "eventTypes"
  | "dlq"
  | "eventSourcing"
  | "cqrs"
  | "outbox"
  | "questions"
>;

/** Facts become the map: names resolved by infrastructure, services, ids, brokers and their roles, dead letters joined to consumers. */
export function link(input: LinkInput): Linked {
  const variables = byVariable(only(input.facts, "environment"));
  const facts = input.facts.map((fact) =>
    fact.fact === "producer" || fact.fact === "consumer" ? bare(resolveEnvironment(fact, variables)) : fact,
  );
  const services = findServices(input.manifests, only(facts, "function"), input.rootName);
  const producerFacts = unique(only(facts, "producer"));
  const consumerFacts = unique(only(facts, "consumer"));
  const channelFacts = only(facts, "channel");
  const channels = indexChannels(channelFacts);
  const judge = deadLetterJudge(channels);
  const inCircle = new Set(channelFacts.filter((channel) => waitingQueue(channel, channels) !== undefined).map(({ name }) => name));

  const producers: Producer[] = assignIds(producerFacts).map(({ fact: _fact, ...producer }) => ({
    ...producer,
    service: services.of(producer.file),
  }));
  const readings = new Map(only(facts, "handler").map((handler) => [`${handler.file}#${handler.name}`, handler]));
  const consumers: Consumer[] = assignIds(consumerFacts).map(({ fact, alsoAt: _also, bound, ...consumer }) => ({
    ...consumer,
    ...(bound !== undefined && { handler: `${bound.file}#${bound.name}` }),
    idempotent: consumer.idempotent ?? "unknown",
    ...withReading(judge({ fact, ...consumer }), bound && readings.get(`${bound.file}#${bound.name}`)),
    service: services.of(bound?.file ?? consumer.file),
    ...declaredConsumer(input.settings, consumer.id),
  }));
  const clients = findClients(input.dependencies, [...producerFacts, ...consumerFacts], input.read);
  for (const { manifest, dedicated } of clients) if (dedicated) services.of(manifest);
  const eventTypes = mergeEventTypes(facts, services.of);
  return {
    brokers: findBrokers(facts, clients),
    clients: clients.map(({ dedicated: _dedicated, ...client }) => client),
    channels: unique(channelFacts.map((fact) => ({ ...fact, channel: fact.name }))).map(
      ({ fact: _fact, visibilityTimeout: _v, fifo: _f, openName: _o, channel: _name, ...channel }) => channel,
    ),
    producers,
    consumers,
    schemas: only(facts, "schema")
      .map(({ fact: _fact, fields: _f, ...schema }) => schema)
      .sort((a, b) => compare(a.file, b.file)),
    eventTypes,
    dlq: unique(only(facts, "dead-letter").filter(({ source }) => source === undefined || !inCircle.has(source))).map(
      ({ fact: _fact, ...entry }) => entry,
    ),
    eventSourcing: sign(facts, "eventSourcing"),
    cqrs: sign(facts, "cqrs"),
    outbox: sign(facts, "outbox"),
    questions: only(facts, "question")
      .filter(
        ({ about }) =>
          !about || [...producers, ...consumers].some((each) => isAt(each, about) && namesOf(each.channel).includes(about.channel)),
      )
      .map(({ fact: _fact, about: _about, ...question }) => question),
    services: services.used(),
  };
}

function isAt(a: { file: string; line: number }, b: { file: string; line: number }): boolean {
  return a.file === b.file && a.line === b.line;
}

/** ARNs and queue URLs become the name in them. */
function bare<S extends { channel: string | string[] | null }>(sighting: S): S {
  const { channel } = sighting;
  return channel === null ? sighting : { ...sighting, channel: typeof channel === "string" ? bareName(channel) : channel.map(bareName) };
}

export function only<K extends Fact["fact"]>(facts: readonly Fact[], kind: K): FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.fact === kind);
}

/** One entry for each place, broker and channel, in the order of the files. */
function unique<F extends { file: string; line: number; channel: string | string[] | null; broker?: string }>(facts: readonly F[]): F[] {
  const seen = new Map<string, F>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.file, fact.line, fact.broker, fact.channel]);
    if (!seen.has(key)) seen.set(key, fact);
  }
  return [...seen.values()].sort(byPlace);
}

function sign(facts: readonly Fact[], of: FactOf<"sign">["of"]) {
  const evidence = only(facts, "sign")
    .filter((fact) => fact.of === of)
    .map(({ file, line, what }) => ({ file, line, what }))
    .sort(byPlace);
  return { present: evidence.length > 0, evidence };
}
