import { read, type Analysis } from "./analysis.ts";
import { eventNames, namesAtSite, type EventName } from "./event-names.ts";
import type { Fact, FactOf } from "./fact.ts";
import { isTypeName } from "./judge/words.ts";
import { carriedBy } from "./transports.ts";
import { readChannel, type Use } from "./uses.ts";

export function producerFact(use: Use, analysis: Analysis): FactOf<"producer"> {
  const { rule, detector } = use.sighting;
  const carried = carriedBy(use.sighting, analysis);
  const patterns = use.channel.names;
  const names = carried?.queue ?? patterns;
  const types = (carried?.queue ? patterns : namesOf(use, analysis).map((each) => each.name)).filter(isTypeName);
  const routing = read(rule.routingKey, use.sighting, analysis, use.frame).names;
  const viaQueue = rule.otherwise !== undefined && readChannel(use.sighting, analysis, use.frame).replaced;
  return {
    fact: "producer",
    ...commonParts(use, names),
    broker: carried?.broker ?? rule.broker ?? detector.broker,
    channelKind: carried?.kind ?? (viaQueue ? "queue" : (rule.kind ?? detector.kind)),
    ...(routing.length === 1 && routing[0] !== "" && !viaQueue && { routingKey: routing[0]! }),
    ...(types[0] !== undefined && { eventType: types[0] }),
    ...(types.length > 1 && { eventTypes: types }),
    ...(rule.keyed && !use.isWrapper && { key: read(rule.key, use.sighting, analysis, use.frame).expression !== undefined }),
  };
}

export function commonParts(use: Use, names: readonly string[]) {
  const { rule } = use.sighting;
  const { declared } = use.channel;
  const expression = names.length === 0 && use.channel.names.length > 0 ? undefined : use.channel.expression;
  const known = names.length === 0 && expression === undefined && rule.absent !== undefined ? [rule.absent] : names;
  return {
    file: use.file,
    line: use.line,
    channel: known.length === 0 ? null : known.length === 1 ? known[0]! : [...known],
    ...(known.length === 0 && expression !== undefined && { expression }),
    level: use.level,
    confidence: declared ? ("declared" as const) : ("ast" as const),
    ...(use.via !== undefined && { via: use.via }),
  };
}

function namesOf(use: Use, analysis: Analysis): EventName[] {
  if (use.isWrapper || use.sighting.rule.replies) return [];
  const frames = use.frames ?? [use.frame];
  const found = frames.flatMap((frame) => eventNames(use.sighting, analysis, { file: use.file, line: use.line }, frame));
  return found.length > 0 || use.level === "direct" ? found : namesAtSite(use.site, analysis);
}

export function eventTypeFacts(use: Use, analysis: Analysis): Fact[] {
  const carried = carriedBy(use.sighting, analysis);
  const named = namesOf(use, analysis);
  const patterns = carried && named.length === 0 ? use.channel.names : [];
  const place = { file: use.file, line: use.line };
  return [
    ...named.filter((each) => isTypeName(each.name)).map((each): Fact => ({ fact: "event-type", ...each })),
    ...patterns.map((name): Fact => ({ fact: "event-type", name, aliases: [], ...place })),
  ];
}
