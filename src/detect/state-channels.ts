import { read, type Analysis } from "./analysis.ts";
import type { Fact } from "./fact.ts";
import { lineOf, type Sighting } from "./sightings.ts";
import { moduleOf } from "./syntax/node.ts";
import { readChannel } from "./uses.ts";

/** Channels that code declares on the broker, with their dead-letter targets. */
export function channelFacts(sightings: readonly Sighting[], analysis: Analysis): Fact[] {
  return sightings.flatMap((sighting): Fact[] => {
    const { rule, detector, call } = sighting;
    if (rule.does !== "declare") return [];
    const place = { file: moduleOf(call.node).path, line: lineOf(call.node) };
    const target = read(rule.deadLetter, sighting, analysis);
    const key = read(rule.deadLetterKey, sighting, analysis).names[0];
    const deadLetter = target.names[0] === "" ? key : target.names[0];
    const kind = rule.kind ?? detector.kind;
    const broker = rule.broker ?? detector.broker;
    const names = readChannel(sighting, analysis).names.filter((name) => name !== "");
    const channels = names.map((name): Fact => ({ fact: "channel", ...place, broker, name, kind, ...(deadLetter !== undefined && { deadLetter }) }));
    if (target.expression === undefined) return channels;
    return [
      ...channels,
      {
        fact: "dead-letter",
        ...place,
        kind: broker === "rabbitmq" ? "rabbit-dlx" : "other",
        channel: deadLetter ?? null,
        ...(names[0] !== undefined && { source: names[0] }),
      },
    ];
  });
}
