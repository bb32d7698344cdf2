import type { Consumer, Producer, SystemMap } from "../model/system.ts";
import { channelsOf, type EventView, eventsOf, exemptConsumers, judgedConsumers, judgedProducers, serviceOf } from "./events.ts";
import type { Facts } from "./facts.ts";

/** A part of the system that is judged by itself. */
export interface DomainView {
  name: string;
  /** Events that this domain owns: it sends them, or nobody in the repository does and it reads them. */
  events: EventView[];
  /** Events of other domains that it reads. */
  reads: EventView[];
  producers: Producer[];
  consumers: Consumer[];
  /** Producers whose event cannot be told. */
  nameless: Producer[];
  /** Consumers whose event cannot be told. */
  blind: Consumer[];
  /** Why further consumers are not judged, each reason once. */
  exempt: string[];
  /** Whether a file belongs to this domain. */
  owns(file: string): boolean;
}

/** Names of the event types that are sent or read in these domains, or stand there as a schema; each once. */
export function travelling(domains: readonly Pick<DomainView, "events" | "reads">[]): ReadonlySet<string> {
  const all = domains.flatMap(({ events, reads }) => [...events, ...reads]);
  return new Set(
    all.filter(({ producers, consumers, schema }) => producers.length + consumers.length > 0 || schema).map(({ name }) => name),
  );
}

/** Which domain a sighting belongs to, by its service and channels. */
type Assign = (service: string, channels: readonly string[]) => string;

/** The domains of a system, sorted by name: those of the settings, by default one for each service that sends or reads events. */
export function domainsOf(facts: Facts): DomainView[] {
  const { map, settings } = facts;
  const assign = settings.domains === undefined ? byService(map) : bySettings(settings.domains, map);
  const { events, nameless, blind } = eventsOf(facts);
  const domains = new Map<string, DomainView>();
  const open = (name: string): DomainView => {
    const known = domains.get(name);
    if (known) return known;
    const fresh: DomainView = {
      name,
      events: [],
      reads: [],
      producers: [],
      consumers: [],
      nameless: [],
      blind: [],
      exempt: [],
      owns: (file) => assign(serviceOf(file, map), []) === name,
    };
    domains.set(name, fresh);
    return fresh;
  };

  for (const producer of judgedProducers(map)) open(assign(producer.service, channelsOf(producer))).producers.push(producer);
  for (const consumer of judgedConsumers(map)) open(assign(consumer.service, channelsOf(consumer))).consumers.push(consumer);
  for (const producer of nameless) open(assign(producer.service, channelsOf(producer))).nameless.push(producer);
  for (const consumer of blind) open(assign(consumer.service, channelsOf(consumer))).blind.push(consumer);
  for (const { consumer, why } of exemptConsumers(map)) {
    const exempt = domains.get(assign(consumer.service, channelsOf(consumer)))?.exempt;
    if (exempt?.includes(why) === false) exempt.push(why);
  }
  for (const event of events) {
    const owners = ownersOf(event, assign, [...domains.keys()]);
    for (const owner of owners) open(owner).events.push(event);
    for (const consumer of event.consumers) {
      const reader = open(assign(consumer.service, channelsOf(consumer)));
      if (!owners.includes(reader.name) && !reader.reads.includes(event)) reader.reads.push(event);
    }
  }
  return [...domains.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function ownersOf(event: EventView, assign: Assign, known: readonly string[]): string[] {
  const seen = (entries: readonly (Producer | Consumer)[]) => [
    ...new Set(entries.map((entry) => assign(entry.service, channelsOf(entry)))),
  ];
  if (event.producers.length > 0) return seen(event.producers);
  const declared = assign(event.service, []);
  if (known.includes(declared)) return [declared];
  if (event.consumers.length > 0) return seen(event.consumers);
  return known.length === 1 ? [known[0]!] : [declared];
}

function byService(map: SystemMap): Assign {
  const names = new Map(map.services.map(({ path, name }) => [path, name]));
  const taken = [...names.values()];
  return (service) => {
    const name = names.get(service) ?? (service === "." ? (map.repo.split("/").at(-1) ?? service) : service);
    return taken.filter((other) => other === name).length > 1 ? service : name;
  };
}

function bySettings(domains: NonNullable<Facts["settings"]["domains"]>, map: SystemMap): Assign {
  const rest = byService(map);
  const names = new Map(map.services.map(({ path, name }) => [path, name]));
  return (service, channels) => {
    const found = Object.entries(domains).find(
      ([, { services = [], channels: prefixes = [] }]) =>
        services.some((wanted) => wanted === service || wanted === names.get(service)) ||
        channels.some((channel) => prefixes.some((prefix) => channel.startsWith(prefix))),
    );
    return found?.[0] ?? rest(service, channels);
  };
}
