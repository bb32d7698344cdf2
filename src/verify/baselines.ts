import type { Material, VerifyOptions } from "./material.ts";
import type { PlayOutcome } from "./observation.ts";
import { judge } from "./oracle/judge.ts";
import { learn } from "./oracle/learn.ts";
import type { Learned } from "./oracle/learned.ts";
import { strength } from "./oracle/strength.ts";
import type { Play, Step } from "./play.ts";
import type { Session } from "./session.ts";
import { hourMs } from "./steps.ts";
import type { Opened } from "./subject.ts";

export interface Baselines {
  readonly learned: Learned;
  readonly plays: readonly Play[];
  readonly first: PlayOutcome;
}

/** An answer, or why there can be none. */
export type Found<T> = { readonly found: T } | { readonly why: string };

/** The undisturbed run, three times under other clocks and seeds; five times where it shows chance or time. */
export async function runBaselines(
  session: Session,
  material: Material,
  opened: Opened,
  steps: readonly Step[],
  options: VerifyOptions,
): Promise<Found<Baselines>> {
  const plays = clocks(material.events).map((clock, index): Play => ({ steps, clock, seed: seedOf(options, index) }));
  const runs: PlayOutcome[] = [];
  for (const play of plays.slice(0, 3)) {
    const outcome = await session.play(play);
    const why = failure(outcome);
    if (why !== undefined) return { why: withUnobserved(why, session) };
    runs.push(outcome);
  }
  const own = opened.invariant === undefined ? [] : [opened.invariant];
  const invariants = options.invariants.length > 0 ? options.invariants : own;
  const learning = () =>
    learn(runs, material.events, material.ids, {
      ignore: [...opened.ignore, ...options.ignore],
      invariants,
      wallClockMs: options.now(),
    });
  let learnt = learning();
  if ("learned" in learnt && (strength(learnt.learned).some(({ compared, seen }) => compared < seen) || !alike(runs))) {
    for (const play of plays.slice(3, 5)) runs.push(await session.play(play));
    learnt = learning();
  }
  if ("inconclusive" in learnt) {
    const { reason, message } = learnt.inconclusive;
    return {
      why:
        reason === "nondeterministic"
          ? `${message} ${await causeOf(session, plays[0]!, plays[1]!, runs[0]!)}`
          : withUnobserved(message, session),
    };
  }
  const first = runs[0]!;
  const idle = await session.play({ ...plays[0]!, steps: [] });
  if (!sameEffects(idle, learnt.learned)) return { found: { learned: learnt.learned, plays, first } };
  return { why: "The consumer has no effect that can be seen: its sinks look the same with and without events. Nothing can be compared." };
}

/** The undisturbed run once more, under another clock and seed. Undefined: it agrees. */
export async function baselineAgain(session: Session, { learned, plays }: Baselines): Promise<string | undefined> {
  const outcome = await session.play(plays.at(-1)!);
  const judged = judge(outcome, learned);
  const first = judged.differences[0];
  if (first === undefined) return undefined;
  return `The undisturbed run gave something else when it was run once more (${first.sink} ${first.what}: ${first.text}): what the consumer does depends on chance or on the time.`;
}

/** Moments after the newest event, days apart, at odd minutes: grouping by hour or day does not change between two deliveries. */
export function clocks(events: readonly unknown[]): number[] {
  const newest = Math.max(Date.UTC(2026, 0, 8, 9), ...events.map((event) => newestIn(event, 0)));
  const hour = Math.floor(newest / hourMs) * hourMs;
  const odd = (hours: number, minutes: number, seconds: number) => hour + hours * hourMs + minutes * 60_000 + seconds * 1000 + 137;
  return [odd(1, 17, 3), odd(56, 23, 41), odd(271, 37, 19), odd(1_000, 11, 53), odd(4_621, 29, 7), odd(149, 41, 31)];
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const latest = Date.UTC(2100, 0);

function newestIn(value: unknown, depth: number): number {
  if (typeof value === "string") {
    const time = isoTime.test(value) ? Date.parse(value) : Number.NaN;
    return time < latest ? time : 0;
  }
  if (value === null || typeof value !== "object" || depth > 4) return 0;
  return Math.max(
    0,
    ...Object.values(value)
      .slice(0, 100)
      .map((inner) => newestIn(inner, depth + 1)),
  );
}

function seedOf({ seeds }: VerifyOptions, index: number): number {
  return seeds[index] ?? (seeds[0] ?? 1) + 7919 * index;
}

function failure({ problems, deliveries }: PlayOutcome): string | undefined {
  const problem = problems.find(({ kind }) => kind !== "unobserved" && kind !== "not-covered");
  if (problem === undefined) return undefined;
  const error = deliveries.find((attempt) => attempt.error !== undefined)?.error;
  return `The undisturbed run failed: ${problem.message}${error === undefined ? "" : ` (${error})`}.`;
}

/** What was refused on the way is mostly why it failed. */
function withUnobserved(why: string, { unobserved }: Session): string {
  if (unobserved.size === 0) return why;
  const told = [...unobserved].slice(0, 3).join(", ");
  return `${why.replace(/\.$/, "")}. Nothing here observes ${told}: it is refused, and a consumer that needs it cannot be played.`;
}

/** Did all take the same way? */
function alike(runs: readonly PlayOutcome[]): boolean {
  const ways = runs.map(({ trace }) => trace.map(({ delivery, n, sink, what }) => `${delivery} ${n} ${sink} ${what}`).join("\n"));
  return new Set(ways).size === 1;
}

function sameEffects(outcome: PlayOutcome, learned: Learned): boolean {
  return judge(outcome, learned).differences.length === 0;
}

/** Which of the two it depends on: the same clock with other chance, then the same chance under another clock. */
async function causeOf(session: Session, one: Play, other: Play, first: PlayOutcome): Promise<string> {
  const repeated = await session.play(one);
  if (!alike([first, repeated]) || !equalSizes(first, repeated)) return "It is another each time, even under the same clock and seed.";
  const chance = await session.play({ ...one, seed: other.seed });
  const time = await session.play({ ...one, clock: other.clock });
  const [byChance, byTime] = [!alike([first, chance]) || !equalSizes(first, chance), !alike([first, time]) || !equalSizes(first, time)];
  if (byChance && !byTime) return "It depends on chance: another seed alone changes it.";
  if (byTime && !byChance) return "It depends on the time: another clock alone changes it.";
  return "It depends on chance or on the time.";
}

function equalSizes(a: PlayOutcome, b: PlayOutcome): boolean {
  return JSON.stringify(sizes(a)) === JSON.stringify(sizes(b));
}

function sizes({ observation: { tables, kv, files, published, http, deadLetters } }: PlayOutcome): unknown[] {
  return [tables.map(({ rows }) => rows.length), kv.length, files.length, published.length, http.length, deadLetters];
}
