import type { Analysis } from "./analysis.ts";
import type { BoundHandler } from "./read-code.ts";
import { deployedCode, runsCode } from "./deployed-function.ts";
import type { Fact, FactOf, Place } from "../fact.ts";
import { withBinding } from "./queue-bindings.ts";
import { consumerFindings } from "../findings/code/consumer.ts";
import { producerFindings } from "../findings/code/producer.ts";
import { handlersOf } from "./handlers.ts";
import { judge, type Judgement } from "./judge/judge.ts";
import type { Sighting } from "./sightings.ts";
import { boundFacts } from "./state-bound.ts";
import { channelFacts } from "./state-channels.ts";
import { consumerFact, deadLetterFact, failureDestinationFact } from "./state-consumer.ts";
import { eventTypeFacts, producerFact } from "./state-producer.ts";
import { environmentFacts } from "./state-environment.ts";
import { questionFacts } from "./state-questions.ts";
import { carriedBy, serverQueues } from "./transports.ts";
import { directUse, type Use } from "./uses.ts";
import { followWrappers } from "./wrappers.ts";

/** Turns sightings into facts. */
export function stateFacts(sightings: readonly Sighting[], bound: readonly BoundHandler[], analysis: Analysis): Fact[] {
  const direct = sightings
    .filter(({ rule }) => rule.does === "produce" || rule.does === "consume")
    .map((sighting) => directUse(withBinding(sighting, sightings, analysis), analysis))
    .filter(({ sighting, channel }) => !sighting.rule.optional || channel.names.length > 0)
    .filter(({ sighting }) => !sighting.rule.runs || runsCode(sighting, analysis))
    .filter(({ sighting }) => !sighting.detector.transports || carriedBy(sighting, analysis) !== undefined);
  const uses = [...direct, ...followWrappers(direct, analysis)];
  const declared = [...channelFacts(sightings, analysis), ...serverQueues(sightings, analysis)];
  const facts = oncePerFile("REPLY_AWAITED", [
    ...declared,
    ...uses.flatMap((use) =>
      use.sighting.rule.does === "produce" ? producing(use, analysis) : consuming(use, sightings, declared, analysis),
    ),
    ...environmentFacts(sightings, analysis),
    ...questionFacts(uses, analysis),
    ...boundFacts([...bound, ...deployed(uses, analysis)], analysis),
  ]);
  return oncePerSite(facts);
}

/** A wrapper with several library calls inside has its callers once, with every channel. */
function oncePerSite(facts: readonly Fact[]): Fact[] {
  const known = new Map<string, FactOf<"producer"> | FactOf<"consumer">>();
  return facts.filter((fact) => {
    if ((fact.fact !== "producer" && fact.fact !== "consumer") || fact.level === "direct") return true;
    const key = JSON.stringify([fact.fact, fact.file, fact.line, fact.broker]);
    const first = known.get(key);
    if (!first) {
      known.set(key, fact);
      return true;
    }
    const names = [...new Set([first.channel ?? [], fact.channel ?? []].flat())];
    first.channel = names.length > 1 ? names : (names[0] ?? null);
    return false;
  });
}

function oncePerFile(rule: string, facts: readonly Fact[]): Fact[] {
  const files = new Set<string>();
  return facts.filter((fact) => {
    if (fact.fact !== "finding" || fact.finding.rule !== rule) return true;
    return !files.has(fact.finding.file) && files.add(fact.finding.file) !== undefined;
  });
}

function deployed(uses: readonly Use[], analysis: Analysis): BoundHandler[] {
  return uses.flatMap(({ sighting }) => {
    const code = sighting.rule.runs && deployedCode(sighting, analysis);
    return code ? [{ ...code, broker: sighting.rule.broker ?? sighting.detector.broker }] : [];
  });
}

function producing(use: Use, analysis: Analysis): Fact[] {
  const fact = producerFact(use, analysis);
  return [fact, ...eventTypeFacts(use, analysis), ...about(fact, producerFindings(use, fact, analysis))];
}

function consuming(use: Use, sightings: readonly Sighting[], declared: readonly Fact[], analysis: Analysis): Fact[] {
  const handlers = use.sighting.rule.runs ? [] : handlersOf(use, sightings, analysis);
  const judgement = shared(use, sightings, analysis) ?? judge(use, handlers[0], analysis);
  const fact = consumerFact(use, judgement, analysis);
  const findings = use.isWrapper ? [] : consumerFindings({ use, judgement, fact, declared, analysis });
  return [fact, ...deadLetterFact(judgement, fact, analysis), ...failureDestinationFact(use, analysis), ...about(fact, findings)];
}

/** Ties findings to the producer or consumer that they speak of. */
function about({ file, line }: Place, findings: readonly Fact[]): Fact[] {
  return findings.map((fact) => (fact.fact === "finding" ? { ...fact, about: { file, line } } : fact));
}

/** A wrapper is judged by its callers, where all of them agree. */
function shared(use: Use, sightings: readonly Sighting[], analysis: Analysis): Judgement | undefined {
  const all = (use.sites ?? []).map((site) => judge(site, handlersOf(site, sightings, analysis)[0], analysis));
  const [first, ...others] = all;
  if (!first?.handler) return undefined;
  return others.every((other) => other.dlq === first.dlq && other.retry === first.retry)
    ? { ...first, handler: undefined, signs: [] }
    : undefined;
}
