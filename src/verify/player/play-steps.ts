import type { PlayOutcome } from "../observation.ts";
import type { Fault, Play, Step } from "../play.ts";
import { attempt } from "./attempt.ts";
import { createDeliveries, type Deliveries } from "./deliveries.ts";
import { restInRace } from "./race-rest.ts";
import type { Stage } from "./stage.ts";
import { rest } from "./settle.ts";
import { createTurns } from "./turns.ts";

const mostTicks = 20;

/** Runs the steps of a play, then the background job until it has nothing more to do. */
export async function playSteps(stage: Stage, play: Play): Promise<Partial<PlayOutcome>> {
  const deliveries = createDeliveries(stage, play);
  let turns: (0 | 1)[] | undefined;
  await stage.instance("A");
  for (const [index, step] of play.steps.entries()) {
    if (step.do === "race") turns = await race(stage, deliveries, step, index);
    else await one(stage, deliveries, step, index);
  }
  await deliveries.late();
  await drainTicks(stage);
  await quiet(stage);
  return turns === undefined ? {} : { turns };
}

async function one(stage: Stage, deliveries: Deliveries, step: Exclude<Step, { do: "race" }>, index: number): Promise<void> {
  switch (step.do) {
    case "deliver":
      return deliveries.deliver(step, index);
    case "restart": {
      stage.kill(await stage.instance(step.instance));
      return;
    }
    case "advance":
      return stage.clock.advance(step.ms, () => rest(2));
    case "tick":
      return void (await tick(stage, step.on, index, step.fault));
  }
}

/** Runs `tick` once; a crash starts the instance again. Undefined: there is none. Else how many writes it made. */
async function tick(stage: Stage, name: string, step: number, fault?: Fault): Promise<number | undefined> {
  const instance = await stage.instance(name);
  const job = instance.module["tick"];
  if (typeof job !== "function") return undefined;
  const before = stage.session.trace.length;
  const { result } = await attempt(stage, {
    instance,
    step,
    copies: [],
    fault,
    done: new Set(),
    run: () => (job as (ctx: object) => unknown)(stage.ctx(instance)),
  });
  if (result === "crashed" || result === "nacked") return Infinity;
  return stage.session.trace.slice(before).filter(({ write }) => write).length;
}

async function drainTicks(stage: Stage): Promise<void> {
  for (let count = 0; count < mostTicks; count++) {
    const writes = await tick(stage, "A", -1);
    if (writes === undefined || writes === 0) return;
  }
}

/** A timer longer than that is no relay that polls. */
const longestPollMs = 10_000;
const mostTimers = 500;

/**
 * A relay that polls has to have sent what there is: time moves on until every timer that waits has fired twice, or others of
 * its length, since the last write.
 */
async function quiet(stage: Stage): Promise<void> {
  const { clock, session } = stage;
  let seen = session.trace.length;
  const since = new Map<number, number>();
  for (let count = 0; count < mostTimers; count++) {
    await stage.instance("A");
    const waits = clock.waits().filter(({ ms }) => ms <= longestPollMs);
    for (const { ms, fired } of waits) if (!since.has(ms)) since.set(ms, fired);
    const due = clock.nextDue();
    if (due === undefined || waits.every(({ ms, fired }) => fired - since.get(ms)! >= 2)) return;
    await clock.advance(Math.max(0, due - clock.now()), () => rest(2));
    if (session.trace.slice(seen).some(({ write }) => write)) since.clear();
    seen = session.trace.length;
  }
}

async function race(stage: Stage, deliveries: Deliveries, step: Extract<Step, { do: "race" }>, index: number): Promise<(0 | 1)[]> {
  const sides = [step.first, step.second] as const;
  for (const { to } of sides) await stage.instance(to);
  const begun: Promise<() => Promise<void>>[] = [];
  const begin = sides.map((side) => () => {
    const delivery = deliveries.begin(side, index);
    begun.push(delivery);
    return delivery;
  }) as [() => Promise<unknown>, () => Promise<unknown>];
  const turns = createTurns([step.first.to, step.second.to], begin, step.order, { clock: stage.clock, settle: () => restInRace(stage) });
  stage.session.turns = turns;
  let moved: (0 | 1)[];
  try {
    moved = await turns.run();
  } finally {
    stage.session.turns = undefined;
  }
  // What was refused or died comes back when the race is over.
  for (const finish of begun) await (await finish)();
  return moved;
}
