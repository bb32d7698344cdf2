import type { Consumer, Producer, SystemMap } from "../model/system.ts";
import { type FailureChannels, failureChannels } from "./dead-letters.ts";
import { dottedName, eventKey, stem } from "./event-name.ts";
import type { Facts, SchemaState } from "./facts.ts";
import { isJob } from "../model/job-queue.ts";
import { isRequestReply } from "../model/request-reply.ts";

/** One event of the system: every name it goes by, where it is first seen, who sends and reads it, its schema. */
export interface EventView {
  /** Dotted, past tense. */
  name: string;
  names: readonly string[];
  file: string;
  line: number;
  service: string;
  producers: readonly Producer[];
  consumers: readonly Consumer[];
  schema?: SchemaState;
  /** Set where nothing names the event: the channel that it travels on stands for it. */
  onChannel?: string;
}

/** What people call the event: its name in the code. */
export function labelOf({ name, names, onChannel }: EventView): string {
  return onChannel === undefined ? (names.includes(name) ? name : (names[0] ?? name)) : `what is sent to ${onChannel}`;
}

interface Draft extends Omit<EventView, "producers" | "consumers" | "name" | "onChannel"> {
  producers: Producer[];
  consumers: Consumer[];
  names: string[];
  stems: Set<string>;
  /** Channels on which code names it, each as broker and name. */
  statedOn: Set<string>;
  onChannel?: string;
}

export interface Events {
  events: EventView[];
  /** Producers whose event cannot be told. */
  nameless: Producer[];
  /** Consumers of which no event is known: neither they nor what sends to their channel names one. */
  blind: Consumer[];
}

const isEvent = (entry: { broker: string }) => entry.broker !== "in-process";

export function channelsOf(entry: Producer | Consumer): string[] {
  return entry.channel === null ? [] : [entry.channel].flat();
}

export function eventNamesOf(entry: Producer | Consumer): string[] {
  return entry.eventTypes ?? (entry.eventType === undefined ? [] : [entry.eventType]);
}

/** Does every channel of this sighting hold dead letters (or, with `retries`, events that wait for another attempt)? */
function handlesFailures({ isDead, isRetry }: FailureChannels, entry: Producer | Consumer, retries: boolean): boolean {
  const channels = channelsOf(entry);
  return channels.length > 0 && channels.every((name) => isDead(name) || (retries && isRetry(name)));
}

/** The call inside an in-house wrapper: those who call the wrapper stand for it. */
function isWrapped(entry: Producer | Consumer, all: readonly (Producer | Consumer)[]): boolean {
  if (entry.wrapper === true) return true;
  if (entry.level !== "direct" || entry.channel !== null) return false;
  const file = eventKey(
    entry.file
      .split("/")
      .at(-1)!
      .replace(/\.\w+$/, ""),
  );
  return all.some(({ via, broker }) => via !== undefined && broker === entry.broker && eventKey(via.split(".")[0]!) === file);
}

/** Consumers of events: not in-process handlers, wrappers, answers to requests, and readers of dead letters. */
export function judgedConsumers(map: SystemMap): Consumer[] {
  const failures = failureChannels(map);
  return map.consumers.filter(
    (consumer) =>
      isEvent(consumer) &&
      !isWrapped(consumer, map.consumers) &&
      !isRequestReply(consumer, map) &&
      !handlesFailures(failures, consumer, false),
  );
}

/** Consumers that need no dead letter of their own, and why. */
export function exemptConsumers(map: SystemMap): { consumer: Consumer; why: "dead letters" | "requests" }[] {
  const failures = failureChannels(map);
  return map.consumers.filter(isEvent).flatMap((consumer): ReturnType<typeof exemptConsumers> => {
    if (handlesFailures(failures, consumer, false)) return [{ consumer, why: "dead letters" }];
    return isRequestReply(consumer, map) ? [{ consumer, why: "requests" }] : [];
  });
}

/** Producers of events: not in-process, not wrappers, not requests, not jobs, and not those that only pass failed events on. */
export function judgedProducers(map: SystemMap): Producer[] {
  const failures = failureChannels(map);
  return map.producers.filter(
    (producer) =>
      isEvent(producer) &&
      !isWrapped(producer, map.producers) &&
      !isRequestReply(producer, map) &&
      !isJob(producer) &&
      !handlesFailures(failures, producer, true),
  );
}

const namesIn = (entry: Producer | Consumer) => [...eventNamesOf(entry), ...channelsOf(entry)];

/** Names that only requests and jobs go by: event types, or the channels that stand for them. */
export function namesOfOthers(map: SystemMap): ReadonlySet<string> {
  const all = [...map.producers, ...map.consumers];
  const isOther = (entry: Producer | Consumer) => isJob(entry) || isRequestReply(entry, map);
  const events = new Set(all.filter((entry) => !isOther(entry)).flatMap(namesIn));
  return new Set(
    all
      .filter(isOther)
      .flatMap(namesIn)
      .filter((name) => !events.has(name)),
  );
}

/** Joins event types, producers, consumers and schemas that speak of the same event. */
export function eventsOf({ map, schemas }: Facts): Events {
  const drafts: Draft[] = [];
  const byKey = new Map<string, Draft>();
  const draft = (names: readonly string[], place: { file: string; line: number; service: string }): Draft => {
    const keys = names.map(eventKey);
    const known = keys.map((key) => byKey.get(key)).find((found) => found !== undefined);
    const target: Draft = known ?? { ...place, names: [], stems: new Set(), statedOn: new Set(), producers: [], consumers: [] };
    if (known === undefined) drafts.push(target);
    for (const name of names) if (!target.names.includes(name)) target.names.push(name);
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, target);
    for (const name of names) target.stems.add(stem(name));
    return target;
  };

  // What a schema file declares comes with the schema.
  const others = namesOfOthers(map);
  const feeds = feedsOf(map);
  const types = map.eventTypes.filter(
    ({ file, schema, name, aliases }) => schema !== file && ![name, ...aliases].some((word) => others.has(word)),
  );
  for (const type of types) draft([type.name, ...type.aliases], { file: type.file, line: type.line, service: type.service ?? "." });
  const producers = judgedProducers(map);
  for (const producer of producers) for (const name of eventNamesOf(producer)) state(name, producer).producers.push(producer);
  const consumers = judgedConsumers(map).filter((consumer) => !isJob(consumer));
  for (const consumer of consumers) for (const name of eventNamesOf(consumer)) state(name, consumer);
  const attached = new Set<string>();
  for (const schema of schemas) if (schema.definition === true) attach(schema);
  for (const schema of schemas) if (schema.definition !== true && !attached.has(schema.file)) attach(schema);
  const unnamed = producers.filter((producer) => eventNamesOf(producer).length === 0);
  const unclaimed = unnamed.filter((producer) => !claimByChannel(producer));
  const nameless = unclaimed.filter((producer) => !channelAsEvent(producer));
  for (const schema of schemas) if (!attached.has(schema.file)) attachByProposal(schema);
  const blind: Consumer[] = [];
  for (const consumer of consumers) {
    const names = eventNamesOf(consumer);
    const read = names.length === 0 ? onChannels(consumer) : names.map((name) => draft([name], consumer));
    for (const event of read) event.consumers.push(consumer);
    if (read.length === 0) blind.push(consumer);
  }
  const events = drafts.map(({ stems: _stems, statedOn: _statedOn, ...event }): EventView => ({ ...event, name: bestName(event.names) }));
  return { events: events.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)), nameless, blind };

  function attach(schema: SchemaState): void {
    const linked = schema.names.map((name) => byKey.get(eventKey(name))).find((found) => found !== undefined);
    if (linked === undefined && attachByProposal(schema)) return;
    if (linked === undefined && !schema.carriesEvents) return;
    attached.add(schema.file);
    const target = linked ?? draft(schema.names, { file: schema.file, line: schema.line, service: serviceOf(schema.file, map) });
    target.schema ??= schema;
  }

  /** A schema under the name that is proposed for an event: order.placed where the code says placeOrder. */
  function attachByProposal(schema: SchemaState): boolean {
    const keys = new Set(schema.names.map(eventKey));
    const target = drafts.find((event) => event.schema === undefined && keys.has(eventKey(bestName(event.names))));
    if (target === undefined) return false;
    attached.add(schema.file);
    target.schema = schema;
    return true;
  }

  function state(name: string, entry: Producer | Consumer): Draft {
    const event = draft([name], entry);
    for (const key of keysOf(entry)) event.statedOn.add(key);
    return event;
  }

  /**
   * Events that code names on the channel, or on what the channel is subscribed to. Where there are none, those that stand on no
   * channel at all and whose name begins like the channel's.
   */
  function onChannels(entry: Producer | Consumer): Draft[] {
    const keys = keysOf(entry).flatMap((key) => [key, ...(feeds.get(key) ?? [])]);
    const stated = drafts.filter(({ statedOn }) => keys.some((key) => statedOn.has(key)));
    if (stated.length > 0) return stated;
    const stems = new Set(channelsOf(entry).map(stem));
    return drafts.filter((event) => event.statedOn.size === 0 && [...event.stems].some((word) => stems.has(word)));
  }

  /** A producer that names no event is counted for the events of its channel, unless those are known to be sent by other services. */
  function claimByChannel(producer: Producer): boolean {
    const events = onChannels(producer).filter(
      ({ producers: known }) => known.length === 0 || known.some(({ service }) => service === producer.service),
    );
    for (const event of events) event.producers.push(producer);
    return events.length > 0;
  }

  /** Where no known event is left that a producer could mean, its channel stands for the event. */
  function channelAsEvent(producer: Producer): boolean {
    if (claimByChannel(producer)) return true;
    const names = channelsOf(producer);
    const only = names.length === 1 ? names[0]! : undefined;
    if (
      only === undefined ||
      only.includes("${") ||
      drafts.some(({ producers, statedOn }) => producers.length === 0 && statedOn.size === 0)
    )
      return false;
    const event = draft([only], producer);
    event.producers.push(producer);
    for (const key of keysOf(producer)) event.statedOn.add(key);
    event.onChannel = only;
    return true;
  }
}

const keysOf = (entry: Producer | Consumer) => channelsOf(entry).map((name) => `${entry.broker} ${name}`);

/** What feeds each channel: the topics or exchanges that a queue is subscribed to. */
function feedsOf(map: SystemMap): ReadonlyMap<string, readonly string[]> {
  const brokers = new Set([...map.channels, ...map.producers].map(({ broker }) => broker));
  return new Map(
    map.channels.map(({ broker, name, subscribedTo = [] }) => [
      `${broker} ${name}`,
      subscribedTo.flatMap((source) => [...brokers].map((other) => `${other} ${source}`)),
    ]),
  );
}

function bestName(names: readonly string[]): string {
  return names.find((name) => dottedName(name) === name) ?? dottedName(names[0] ?? "");
}

/** The service whose folder is the longest prefix of a path. */
export function serviceOf(file: string, map: SystemMap): string {
  const inside = map.services.filter(({ path }) => path === "." || file === path || file.startsWith(`${path}/`));
  return inside.reduce((best, { path }) => (path.length > best.length || best === "." ? path : best), ".");
}
