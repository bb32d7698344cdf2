import * as z from "zod";
import { RankedBroker } from "../model/broker.ts";
import type { Requirements } from "./requirements.ts";
import type { Grade, Trait, Traits } from "./traits.ts";

const Reason = z.object({
  requirement: z.string().describe("Name of the requirement."),
  threshold: z.string().describe("The limit or property that was compared."),
  effect: z.enum(["for", "against", "neutral"]),
  because: z.string(),
});
type Reason = z.infer<typeof Reason>;

export const Ranked = z.object({
  place: z.number().int().min(1).describe("Equal fits share a place."),
  broker: RankedBroker,
  title: z.string(),
  fit: z.enum(["called-for", "possible", "unsuited", "undecided"]),
  decidedBy: z.string().describe("The threshold that weighed most."),
  reasons: z.array(Reason),
  caveats: z.array(z.string()).describe("Only those that touch a stated requirement."),
});
export type Ranked = z.infer<typeof Ranked>;

interface Weighed extends Reason {
  weight: number;
  caveat?: string | undefined;
}

const weights: Record<Grade, number> = { "called-for": 3, good: 1, neutral: 0, strained: -2, against: -4 };

/** Ranks the brokers for the stated requirements. Pure; what was not asked for decides nothing. */
export function recommend(wanted: Requirements, brokers: readonly Traits[]): Ranked[] {
  const scored = brokers
    .map((traits) => ({ traits, weighed: weigh(wanted, traits) }))
    .map((entry) => ({ ...entry, score: entry.weighed.reduce((sum, reason) => sum + reason.weight, 0) }))
    .sort((a, b) => b.score - a.score);
  return scored.map(({ traits, weighed, score }) => {
    const decisive = weighed.reduce<Weighed | undefined>((best, next) => (heavier(next, best, score) ? next : best), undefined);
    return {
      place: 1 + scored.filter((other) => other.score > score).length,
      broker: traits.broker,
      title: traits.title,
      fit: fitOf(weighed, score),
      decidedBy: decisive ? `${decisive.threshold}: ${decisive.because}` : "Nothing: no requirement was given that tells brokers apart.",
      reasons: weighed.map(({ requirement, threshold, effect, because }) => ({ requirement, threshold, effect, because })),
      caveats: weighed.flatMap(({ caveat }) => caveat ?? []),
    };
  });
}

/** What decides a place is the heaviest reason that points the way of the whole score. */
function heavier(next: Weighed, best: Weighed | undefined, score: number): boolean {
  const pull = (reason: Weighed) => (score < 0 ? -reason.weight : reason.weight);
  return best === undefined || pull(next) > pull(best);
}

function fitOf(weighed: readonly Weighed[], score: number): Ranked["fit"] {
  if (weighed.length === 0) return "undecided";
  if (weighed.some(({ weight }) => weight <= weights.against) || score < 0) return "unsuited";
  return weighed.some(({ weight }) => weight >= weights["called-for"]) ? "called-for" : "possible";
}

function weigh(wanted: Requirements, traits: Traits): Weighed[] {
  const { eventsPerSecond: rate, fanOut, ordering } = wanted;
  const found: Weighed[] = [];
  const add = (requirement: keyof Requirements, threshold: string, grade: Grade, because: string, caveat?: string) => {
    const weight = weights[grade];
    found.push({ requirement, threshold, effect: weight > 0 ? "for" : weight < 0 ? "against" : "neutral", because, weight, caveat });
  };
  const trait = (requirement: keyof Requirements, threshold: string, of: Trait) =>
    add(requirement, threshold, of.grade, of.because, of.caveat);
  // "RabbitMQ below 10,000 events/s and routing", "SQS/SNS AWS-native and below 50,000": above, the property no longer calls for it.
  const tooFast = rate !== undefined && traits.throughput.below !== undefined && rate >= traits.throughput.below;
  const belowLimit = (of: Trait): Trait => (tooFast && of.grade === "called-for" ? { ...of, grade: "good" } : of);

  if (rate !== undefined) add("eventsPerSecond", ...throughput(rate, traits));
  if (wanted.replay === true) trait("replay", "replay", traits.replay);
  if (wanted.routing === true) trait("routing", "routing", belowLimit(traits.routing));
  if (fanOut !== undefined && fanOut > 1) trait("fanOut", `fan-out to ${fanOut}`, traits.fanOut);
  if (wanted.awsNative === true) trait("awsNative", "AWS-native", belowLimit(traits.awsNative));
  if (ordering === "key") trait("ordering", "order per entity", traits.orderingByKey);
  if (ordering === "global") add("ordering", ...globalOrder(rate, traits));
  if (wanted.p99LatencyMs !== undefined) add("p99LatencyMs", ...latency(wanted.p99LatencyMs, traits));
  if (wanted.retentionHours !== undefined) add("retentionHours", ...retention(wanted.retentionHours, traits));
  if (wanted.payloadKilobytes !== undefined) add("payloadKilobytes", ...payload(wanted.payloadKilobytes, traits));
  return found;
}

type Judgement = [threshold: string, grade: Grade, because: string, caveat: string | undefined];
const figure = (value: number) => value.toLocaleString("en-US");

function throughput(rate: number, { title, throughput: { calledForAbove, below, caveat } }: Traits): Judgement {
  const asked = `${figure(rate)} events/s`;
  if (calledForAbove !== undefined) {
    const threshold = `> ${figure(calledForAbove)} events/s`;
    if (rate > calledForAbove) return [threshold, "called-for", `${asked} is where ${title} is at home.`, caveat];
    return [threshold, "neutral", `${asked} does not call for ${title}; it carries them all the same.`, caveat];
  }
  if (below === undefined) return ["no limit of its own", "neutral", `${title} carries ${asked}.`, caveat];
  const threshold = `< ${figure(below)} events/s`;
  if (rate >= below) return [threshold, "against", `${asked} is not below ${figure(below)}.`, caveat];
  return [threshold, "good", `${asked} is below ${figure(below)}.`, caveat];
}

function globalOrder(rate: number | undefined, { orderingGlobal: { grade, because, below, caveat } }: Traits): Judgement {
  const threshold = "one order for everything";
  if (below !== undefined && rate !== undefined && rate >= below)
    return [threshold, "against", `${because} It ends at ${figure(below)} events/s.`, caveat];
  return [threshold, grade, because, caveat];
}

function latency(wanted: number, { latency: { expectedMs, caveat }, title }: Traits): Judgement {
  const threshold = wanted < 1 ? "sub-millisecond" : `p99 about ${expectedMs} ms`;
  if (wanted < 1 && expectedMs < 1) return [threshold, "called-for", `${title} is made for latencies below a millisecond.`, caveat];
  const because = `${title} takes about ${expectedMs} ms; ${wanted} ms is asked.`;
  return [threshold, wanted >= expectedMs ? "neutral" : wanted < 1 ? "against" : "strained", because, caveat];
}

function retention(wanted: number, { retention: { maxHours, because, caveat } }: Traits): Judgement {
  if (maxHours === undefined) return ["no upper bound", "good", because, caveat];
  return [`<= ${figure(maxHours)} h`, wanted > maxHours ? "against" : "neutral", because, caveat];
}

function payload(wanted: number, { payload: { maxKilobytes, because } }: Traits): Judgement {
  const threshold = `<= ${figure(maxKilobytes)} KB`;
  if (wanted <= maxKilobytes) return [threshold, "neutral", because, undefined];
  return [threshold, "strained", because, "A claim check (the payload in object storage, its address in the event) keeps events small."];
}
