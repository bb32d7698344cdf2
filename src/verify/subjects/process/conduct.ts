import type { Problem } from "../../observation.ts";
import type { Copy, Deliver, Play, Step } from "../../play.ts";
import { hourMs } from "../../steps.ts";
import type { Awaited } from "./awaited.ts";
import type { Instances } from "./instances.ts";
import type { Overlap } from "./overlap.ts";
import type { Ledger } from "./points.ts";
import type { Relay } from "./postgres/relay.ts";
import { createRace, type Race } from "./race.ts";
import { pause } from "./tree.ts";
import type { WirePlay } from "./wire/wire.ts";
import type { World } from "./world.ts";

/** The race that runs now, and which sides it has. */
export interface Racing {
  sideOf(instance: string): 0 | 1 | undefined;
  current: Race | undefined;
}

interface Stage {
  readonly world: World;
  readonly stage: WirePlay;
  readonly instances: Instances;
  readonly ledger: Ledger;
  readonly awaited: Awaited;
  readonly relay: Relay | undefined;
  readonly overlap: Overlap;
  readonly racing: Racing & { names: readonly string[] };
  readonly problem: (problem: Problem) => void;
}

/** An instance cannot be given messages. */
export class Unready extends Error {}

/** Carries out the steps of a play. Returns who moved in its race: both, when they overlapped. */
export async function conduct(around: Stage, { steps }: Play, isOver: () => boolean): Promise<(0 | 1)[] | undefined> {
  const { world, stage, instances, ledger, awaited, relay, racing, overlap } = around;
  const { wire, known, patience } = world;
  let turns: (0 | 1)[] | undefined;

  async function ready(name: string): Promise<void> {
    if (!wire.features.directs && racing.current === undefined && racing.names.length === 0)
      for (const other of instances.living()) if (other !== name) await instances.retire(other, known.goes ? patience.stopMs : 0);
    const why = await instances.ready(name);
    if (why !== undefined) throw new Unready(why);
    const tree = instances.tree(name);
    if (tree !== undefined) world.watch?.ready(tree);
  }

  /** Resolves when the copies were acknowledged, or lie among the dead. */
  async function deliver(list: readonly (readonly [Deliver, number])[]): Promise<void> {
    const [first] = list;
    const copies = list.flatMap(([step, index]) => {
      ledger.expects(step, index);
      return step.copies.map((copy) => ({ copy, to: step.to }));
    });
    const settled = copies.map(({ copy }) => awaited.until(copy.event, copy.kind, patience.workMs));
    if (isAgain(first?.[0]) && wire.features.redelivers === "suffix" && stage.rewind) await stage.rewind(copies[0]!.copy.event);
    else for (const { copy, to } of copies) await stage.put(copy, to);
    await Promise.all(settled);
  }

  /** All of its copies in work at once, where the instance takes several: each waits at its first effect until the last is done. */
  async function overlapped(step: Deliver, index: number): Promise<void> {
    ledger.expects(step, index);
    const settled = step.copies.map(({ event, kind }) => awaited.until(event, kind, patience.workMs));
    for (const [at, copy] of step.copies.entries()) {
      const isLast = at === step.copies.length - 1;
      if (!isLast) overlap.holds(copy.event);
      await stage.put(copy, step.to);
      await overlap.until(copy.event, settled[at]!, step.to);
    }
    overlap.release();
    await Promise.all(settled);
  }

  async function raced({ first, second, order }: Extract<Step, { do: "race" }>, index: number): Promise<void> {
    racing.names = [first.to, second.to];
    await ready(first.to);
    await ready(second.to);
    const from = ledger.attempts.length;
    const start = (side: Deliver, at: 0 | 1) => async (): Promise<void> => {
      void deliver([[side, index]]).then(
        () => racing.current?.finished(at),
        (error: Error) => awaited.fail({ kind: "timeout", message: error.message }),
      );
    };
    racing.current = createRace({
      begin: [start(first, 0), start(second, 1)],
      order,
      isBusy: async (side) => {
        const name = racing.names[side]!;
        if (instances.tree(name)?.isBusy() === true) return true;
        return (relay?.isAsked(name) ?? false) && !(await world.database!.isBlocked());
      },
      over: isOver,
    });
    const chosen = await racing.current.run();
    racing.current = undefined;
    racing.names = [];
    turns = new Set(chosen).size > 1 || overlaps(ledger.attempts.slice(from)) ? [0, 1] : [0];
  }

  await ready("A");
  for (let index = 0; index < steps.length && !isOver(); index++) {
    const step = steps[index]!;
    if (step.do === "race") await raced(step, index);
    else if (step.do === "deliver") {
      const list = together(steps, index, known.together === true, wire.features.redelivers === "suffix");
      await ready(step.to);
      await (step.copies.length > 1 && isFirst(step) ? overlapped(step, index) : deliver(list));
      index += list.length - 1;
    } else if (step.do === "restart") {
      await instances.restart(step.instance);
      await ready(step.instance);
    } else if (step.do === "tick" || step.ms >= hourMs) {
      around.problem({ kind: "not-covered", message: notHere(step) });
      return turns;
    }
  }
  await rest();
  if (!isOver() && !(await stage.quiet(patience.workMs)))
    around.problem({ kind: "timeout", message: "The broker still holds messages that nobody takes or acknowledges" });
  await rest();
  return turns;

  /** Whatever comes late is over. */
  async function rest(): Promise<void> {
    if (known.restless) await pause(known.lateMs);
    else if (!(await awaited.still(known.lateMs, Math.max(patience.workMs, 2 * known.lateMs)))) world.watch?.restless();
  }
}

/** Steps that are given at once: first copies where acknowledgements come late, and what one rewind brings again. */
function together(steps: readonly Step[], from: number, firsts: boolean, suffixes: boolean): (readonly [Deliver, number])[] {
  const list: (readonly [Deliver, number])[] = [];
  for (let index = from; index < steps.length; index++) {
    const step = steps[index]!;
    if (step.do !== "deliver" || (list.length > 0 && !fits(list.at(-1)![0], step, firsts, suffixes))) break;
    list.push([step, index]);
    if (step.fault !== undefined) break;
  }
  return list;
}

function fits(before: Deliver, step: Deliver, firsts: boolean, suffixes: boolean): boolean {
  if (before.to !== step.to || step.fault !== undefined || before.copies.length > 1 || step.copies.length > 1) return false;
  if (firsts && isFirst(before) && isFirst(step)) return true;
  return suffixes && isAgain(before) && isAgain(step) && step.copies[0]!.event === before.copies.at(-1)!.event + 1;
}

const isFirst = ({ copies }: Deliver): boolean => copies.every(({ kind }) => kind === "first");
const isAgain = (step: Deliver | undefined): boolean => step?.copies.every(({ kind }) => kind === "redelivery") === true;

function notHere(step: Step): string {
  return step.do === "tick" ? "a process has no background job that could be called" : "the clock of a process cannot be moved";
}

/** Events that come again from the broker after they were acknowledged. */
export function comeAgain(steps: readonly Step[]): Set<number> {
  return new Set(steps.flatMap(copiesOf).flatMap(({ event, kind }) => (kind === "redelivery" ? [event] : [])));
}

function copiesOf(step: Step): readonly Copy[] {
  if (step.do === "deliver") return step.copies;
  return step.do === "race" ? [...step.first.copies, ...step.second.copies] : [];
}

/** Both were in work at one moment. */
function overlaps(attempts: readonly { readonly instance: string; readonly atMs: number; readonly endedMs?: number }[]): boolean {
  return attempts.some((one) =>
    attempts.some((other) => one.instance !== other.instance && one.atMs <= other.atMs && other.atMs < (one.endedMs ?? Infinity)),
  );
}
