import { mkdirSync, rmSync } from "node:fs";
import { ToolError } from "../../../tool.ts";
import { readable } from "../../effects/payload.ts";
import type { Observation, PlayOutcome, Problem } from "../../observation.ts";
import type { Copy, Deliver, Play, Step } from "../../play.ts";
import { createChance } from "../../player/chance.ts";
import { hourMs } from "../../steps.ts";
import { failedPlay } from "../failed-play.ts";
import { firstLine } from "../first-line.ts";
import { createAwaited } from "./awaited.ts";
import { createHttpStub } from "./http-stub.ts";
import { createInstances, howOf } from "./instances.ts";
import { messagesOf } from "./messages.ts";
import { createLedger } from "./points.ts";
import { readState } from "./probe.ts";
import { createRace, type Race } from "./race.ts";
import { startOf, type Tracing } from "./start.ts";
import { pause } from "./tree.ts";
import type { Heard, WirePlay } from "./wire/wire.ts";
import type { World } from "./world.ts";

/** More of its own ends than that in one play, and it is broken for another reason. */
const mostEnds = 12;

/** One play: starts the processes, hands over the messages, strikes, and reads what is left behind. */
export async function playProcess(world: World, play: Play, tracing: Tracing, signal: AbortSignal): Promise<PlayOutcome> {
  const { spec, wire, lane, known, patience } = world;
  const beganAt = performance.now();
  const now = (): number => Math.round(performance.now() - beganAt);
  const problems: Problem[] = [];
  const awaited = createAwaited(now);
  let race: { readonly turns: Race; readonly names: readonly string[] } | undefined;
  let overlap: (0 | 1)[] | undefined;
  let ends = 0;
  /** To be killed as soon as the broker has what they sent last. */
  const silenced = new Set<string>();
  const silently = (instance: string): "forward-silently" => {
    silenced.add(instance);
    return "forward-silently";
  };
  const sideOf = (instance: string): 0 | 1 | undefined => {
    const side = race?.names.indexOf(instance) ?? -1;
    return side === 0 || side === 1 ? side : undefined;
  };

  const ledger = createLedger({
    now,
    crash: (instance) => killed(instance),
    late() {
      awaited.sign();
      world.watch?.late();
    },
    async turn(instance) {
      awaited.sign();
      const side = sideOf(instance);
      if (side !== undefined) await race?.turns.arrive(side);
    },
  });
  const draws = createChance(play.seed);
  const http = createHttpStub(ledger, () => Math.floor(draws.random() * 2 ** 48).toString(16));
  rmSync(lane.state, { recursive: true, force: true });
  mkdirSync(lane.state, { recursive: true });
  const stage = await wire.begin({
    messages: play.events === undefined ? world.messages : messagesOf(play.events, play.ids ?? spec.ids, spec.keys),
    comeAgain: comeAgain(play.steps),
    gate: {
      async settling(handed, how) {
        awaited.sign();
        const [first] = handed;
        if (first === undefined) return "forward";
        if ((await ledger.flush(first.instance)) === "dead") return "stop";
        for (const each of handed) {
          const side = ledger.atAck(each, how);
          if (side === "after") return silently(first.instance);
          if (side === undefined) continue;
          await killed(first.instance);
          return "stop";
        }
        return "forward";
      },
      async publishing({ instance, channel }) {
        const visit = await ledger.reach(instance, { sink: wire.kind, what: `publish ${channel}`, write: true, strikes: wire.features.refusesPublish ? ["crash before", "crash after", "error before"] : ["crash before", "crash after"] });
        if (visit.turn === "dead") return "stop";
        if (visit.turn !== "go") return "refuse";
        if (visit.work?.over) return "stop";
        return ledger.strikesAfter(visit) ? silently(instance) : "forward";
      },
    },
    heard,
  });
  const instances = createInstances({ start: startOf(world, { stage, http, ledger, tracing }), ended, startPatienceMs: patience.startMs });

  async function killed(instance: string): Promise<void> {
    for (const { handed } of ledger.working(instance)) ledger.ends(handed, "crashed");
    await instances.kill(instance);
    again(instance);
  }

  /** It starts again under the same name; what it held comes back to it. */
  function again(instance: string): void {
    awaited.sign();
    if (awaited.over()) return;
    void instances.ready(instance).then((why) => {
      if (why !== undefined) awaited.fail({ kind: "exited", message: `After a restart ${why}` });
    });
  }

  function heard(event: Heard): void {
    awaited.sign();
    if (event.what === "ready") instances.subscribed(event.instance);
    else if (event.what === "handed") {
      ledger.begins(event.handed);
      const side = sideOf(event.handed.instance);
      if (side !== undefined) race?.turns.moved(side);
    } else if (event.what === "settled") {
      world.watch?.settled();
      for (const handed of event.handed) {
        ledger.ends(handed, event.how === "ack" ? "acked" : "nacked");
        if (event.how === "ack") awaited.done(handed.event, handed.kind);
      }
      const [first] = event.handed;
      if (first !== undefined && silenced.delete(first.instance)) void killed(first.instance);
    } else if (event.what === "sent") {
      if (silenced.delete(event.sent.instance)) void killed(event.sent.instance);
    } else if (event.what === "dead") awaited.done(event.event);
    else if (event.what === "lost") for (const handed of event.unsettled) ledger.ends(handed, "crashed");
    else awaited.fail({ kind: "not-covered", message: `${event.instance}: ${event.why}` });
  }

  function ended(name: string, exit: { code: number | null; signal: string | null; error?: string }, words: string): void {
    const working = ledger.working(name);
    for (const { handed } of working) ledger.ends(handed, "crashed", words === "" ? `the process ended ${howOf(exit)}` : words);
    if (++ends > mostEnds) awaited.fail({ kind: "exited", message: `The process ended ${ends} times by itself${words === "" ? "" : `; it said: ${words}`}` });
    else if (!awaited.over() && awaited.any()) again(name);
  }

  async function ready(name: string): Promise<void> {
    if (!wire.features.directs && race === undefined) for (const other of instances.living()) if (other !== name) await instances.kill(other);
    const why = await instances.ready(name);
    if (why !== undefined) throw new Unready(why);
    const tree = instances.tree(name);
    if (tree !== undefined) world.watch?.ready(tree);
  }

  /** Resolves when the copy was acknowledged, or lies among the dead. */
  async function deliver(step: Deliver, index: number): Promise<void> {
    for (const copy of step.copies) {
      ledger.expects(step, index);
      const settled = awaited.until(copy.event, copy.kind, patience.workMs);
      await stage.put(copy, step.to);
      await settled;
    }
  }

  async function raced({ first, second, order }: Extract<Step, { do: "race" }>, index: number): Promise<void> {
    await ready(first.to);
    race = { names: [first.to, second.to], turns: undefined! };
    await ready(second.to);
    const from = ledger.attempts.length;
    const begin = ([first, second] as const).map((side, at) => async () => {
      void deliver(side, index).then(() => race?.turns.finished(at as 0 | 1), () => {});
    }) as [() => Promise<void>, () => Promise<void>];
    race = {
      names: [first.to, second.to],
      turns: createRace({ begin, order, processorMs: (side) => instances.tree([first.to, second.to][side]!)?.processorMs(), over: () => awaited.over() }),
    };
    const chosen = await race.turns.run();
    race = undefined;
    overlap = new Set(chosen).size > 1 || overlaps(ledger.attempts.slice(from)) ? [0, 1] : [0];
  }

  async function steps(): Promise<void> {
    await ready("A");
    for (const [index, step] of play.steps.entries()) {
      if (signal.aborted) return;
      if (step.do === "race") await raced(step, index);
      else if (step.do === "deliver") {
        await ready(step.to);
        await deliver(step, index);
      } else if (step.do === "restart") {
        await instances.restart(step.instance);
        await ready(step.instance);
      } else if (step.do === "tick" || step.ms >= hourMs) return void problems.push({ kind: "not-covered", message: notHere(step) });
    }
    await awaited.still(known.lateMs);
    if (!(await stage.quiet(patience.workMs))) problems.push({ kind: "timeout", message: "The broker still holds messages that nobody takes or acknowledges" });
    await awaited.still(known.lateMs);
  }

  const abort = (): void => awaited.fail({ kind: "timeout", message: "cancelled" });
  signal.addEventListener("abort", abort, { once: true });
  try {
    const failed = await awaited.orFail(steps());
    if (signal.aborted) throw new ToolError("CANCELLED", "The verification was cancelled.", "The caller cancelled while the consumer ran.");
    if (failed !== undefined) return { ...failedPlay(failed), trace: ledger.trace, deliveries: ledger.attempts, problems: [failed] };
    world.watch?.ending();
    const went = known.goes && (await instances.stop(patience.stopMs));
    world.watch?.stopped(went);
    await instances.killAll();
    return {
      observation: await observe(),
      trace: ledger.trace,
      deliveries: ledger.attempts,
      faultsHit: ledger.faultsHit,
      ...(overlap !== undefined && { turns: overlap }),
      problems: [...problems, ...leases(await stage.deadLetters())],
      ...(wire.features.assumptions.length > 0 && { assumptions: wire.features.assumptions }),
    };
  } catch (error) {
    if (error instanceof ToolError) throw error;
    return failedPlay({ kind: error instanceof Unready ? "exited" : "timeout", message: error instanceof Unready ? `The process cannot be played: ${error.message}` : firstLine(error) });
  } finally {
    signal.removeEventListener("abort", abort);
    awaited.end();
    await instances.killAll();
    http.end();
    await stage.end();
  }

  async function observe(): Promise<Observation> {
    const published = (await stage.published()).map(({ channel, key, headers, body }) => ({
      sink: wire.kind,
      topic: channel,
      ...(key !== undefined && { key }),
      ...(headers && { headers }),
      value: readable(body),
    }));
    return { ...readState(lane.state), kv: [], published, http: http.calls, deadLetters: await stage.deadLetters() };
  }

  /** Refused until the end after its process was killed: a lease may have outlived our patience, or it may be lost for good. */
  function leases(dead: readonly number[]): Problem[] {
    return dead.flatMap((event): Problem[] => {
      const own = ledger.attempts.filter(({ copies }) => copies.some((copy) => copy.event === event));
      const after = own.slice(own.findIndex(({ result }) => result === "crashed") + 1);
      const refused = own.some(({ result }) => result === "crashed") && after.length > 0 && after.every(({ result }) => result === "nacked");
      return refused ? [{ kind: "timeout", message: `It refused m${event} again and again after its process was killed: a lease may last longer than this run waits` }] : [];
    });
  }
}

class Unready extends Error {}

function notHere(step: Step): string {
  return step.do === "tick" ? "a process has no background job that could be called" : "the clock of a process cannot be moved";
}

/** Events that come again from the broker after they were acknowledged. */
function comeAgain(steps: readonly Step[]): Set<number> {
  const copies = (step: Step): readonly Copy[] => (step.do === "deliver" ? step.copies : step.do === "race" ? [...step.first.copies, ...step.second.copies] : []);
  return new Set(steps.flatMap(copies).flatMap(({ event, kind }) => (kind === "redelivery" ? [event] : [])));
}

/** Both were in work at one moment. */
function overlaps(attempts: readonly { readonly instance: string; readonly atMs: number; readonly endedMs?: number }[]): boolean {
  return attempts.some((one) => attempts.some((other) => one.instance !== other.instance && one.atMs <= other.atMs && other.atMs < (one.endedMs ?? Infinity)));
}

