import { ToolError } from "../../../tool.ts";
import { readable } from "../../effects/payload.ts";
import type { Observation, PlayOutcome, Problem } from "../../observation.ts";
import type { Fault, Play } from "../../play.ts";
import { createChance } from "../../player/chance.ts";
import { failedPlay } from "../failed-play.ts";
import { firstLine } from "../first-line.ts";
import { createAwaited } from "./awaited.ts";
import { comeAgain, conduct, Unready } from "./conduct.ts";
import { createForgotten } from "./forgotten.ts";
import { createHttpStub } from "./http-stub.ts";
import { joinPort } from "./doors.ts";
import type { Network } from "./network.ts";
import { createInstances, howOf } from "./instances.ts";
import { leases } from "./leases.ts";
import { messagesOf } from "./messages.ts";
import { createOverlap } from "./overlap.ts";
import { createLedger } from "./points.ts";
import { readState } from "./probe.ts";
import type { Race } from "./race.ts";
import { createRefusals } from "./refusals.ts";
import { startOf, type Tracing } from "./start.ts";
import { emptyLane } from "./lanes.ts";
import { createSqliteLock } from "./sqlite-lock.ts";
import type { Exit } from "./tree.ts";
import type { Gate, Handed, Heard, WirePlay } from "./wire/wire.ts";
import type { World } from "./world.ts";

/** More of its own ends than that in one play, and it is broken for another reason. */
const mostEnds = 12;

const longestStillMs = 5000;

/** An error after which all could be well again. */
const isPast = (fault: Fault | undefined): boolean => fault?.kind === "error" && fault.every !== true;

/** One play: starts the processes, hands over the messages, strikes, and reads what is left behind. */
export async function playProcess(world: World, play: Play, tracing: Tracing, signal: AbortSignal): Promise<PlayOutcome> {
  const { spec, wire, lane, known, patience, database } = world;
  const beganAt = performance.now();
  const now = (): number => Math.round(performance.now() - beganAt);
  const problems: Problem[] = [];
  const awaited = createAwaited(now);
  const racing = {
    names: [] as readonly string[],
    current: undefined as Race | undefined,
    sideOf(instance: string): 0 | 1 | undefined {
      const side = racing.names.indexOf(instance);
      return side === 0 || side === 1 ? side : undefined;
    },
  };
  let ends = 0;
  /** To be killed as soon as the broker has what they sent last. */
  const silenced = new Set<string>();
  const networks = new Map<string, Network>();

  const lock = createSqliteLock(lane.state);
  const ledger = createLedger({
    now,
    begun: (work) => lock.hold(work),
    missed: (work) => lock.catch(work),
    over: (work) => lock.release(work),
    crash: (instance) => killed(instance),
    late(_, { write }) {
      // Who only looks whether there is anything to do is at rest.
      if (!write) return;
      awaited.sign();
      world.watch?.late();
    },
    async turn(handed) {
      awaited.sign();
      const side = racing.sideOf(handed.instance);
      const turns = [overlap.turn(handed), (side === undefined ? undefined : racing.current?.arrive(side)) ?? Promise.resolve()];
      await forgotten.waits(handed.instance, turns);
    },
  });
  /** On a busy machine, or of a process that is never at rest, there is an end, too. */
  const isAtRest = (instance: string, stillMs: number): boolean => {
    const quietMs = awaited.quietMs();
    if (quietMs < stillMs || quietMs >= longestStillMs) return quietMs >= stillMs;
    return instances.tree(instance)?.isBusy() !== true && relay?.isAsked(instance) !== true;
  };
  const overlap = createOverlap({
    isAtRest,
    hasCome: (event) => ledger.attempts.some(({ copies }) => copies.some((copy) => copy.event === event)),
    over: () => awaited.over(),
  });
  const forgotten = createForgotten({
    isAtRest,
    over: (handed) => awaited.over() || ledger.working(handed.instance).every((work) => work.handed !== handed),
    async done(handed) {
      if ((await ledger.flush(handed.instance)) !== "dead") heard({ what: "settled", handed: [handed], how: "ack" });
    },
  });
  const refusals = createRefusals({
    now,
    failed: () => ledger.faultsHit > 0 && play.steps.some((step) => step.do === "deliver" && isPast(step.fault)),
    restart: (instance) => void killed(instance),
    fail: (problem) => awaited.fail(problem),
    patienceMs: patience.workMs,
  });
  const chance = createChance(play.seed);
  const http = createHttpStub(ledger, () => Math.floor(chance.random() * 2 ** 48).toString(16));
  const relay = database?.relay(ledger);
  emptyLane(lane);
  const prepared = await prepare();
  if ("problem" in prepared) return failedPlay(prepared.problem);
  const { stage } = prepared;
  const instances = createInstances({
    start: startOf(world, { stage, http, relay, ledger, tracing, stray, networks }),
    ended,
    startPatienceMs: patience.startMs,
    leaving: (instance) => stage.leaving?.(instance),
    async gone(instance) {
      stage.gone?.(instance);
      await database?.drop(relay?.sessions(instance) ?? []);
    },
  });

  async function opens(instance: string, port: number): Promise<void> {
    world.watch?.ports([port]);
    await networks.get(instance)?.open(port, joinPort(port));
  }

  function stray(what: string): void {
    if (!problems.some(({ message }) => message === what)) problems.push({ kind: "unobserved", message: what });
  }

  /** The channels of the play; where the server has them taken already nothing can be played. */
  async function prepare(): Promise<{ readonly stage: WirePlay } | { readonly problem: Problem }> {
    const messages = play.events === undefined ? world.messages : messagesOf(play.events, play.ids ?? spec.ids, spec.keys);
    try {
      await database?.reset();
      return { stage: await wire.begin({ messages, comeAgain: comeAgain(play.steps), gate: gate(), heard, opens }) };
    } catch (error) {
      awaited.end();
      http.end();
      await relay?.end();
      if (error instanceof ToolError) throw error;
      return { problem: { kind: "exited", message: error instanceof Error ? error.message : String(error) } };
    }
  }

  function gate(): Gate {
    return {
      async settling(handed, how) {
        awaited.sign();
        const [first] = handed;
        if (first === undefined) return "forward";
        if ((await ledger.flush(first.instance)) === "dead") return "stop";
        for (const each of handed) {
          const side = ledger.atAck(each, how);
          if (side === undefined) continue;
          if (side === "after") {
            silenced.add(first.instance);
            return "forward-silently";
          }
          // Nothing passes any more: the wire need not wait for the kill.
          void killed(first.instance);
          return "stop";
        }
        return "forward";
      },
      async publishing({ instance, channel }) {
        const kinds = ["crash before", "crash after", ...(wire.features.refusesPublish ? ["error before"] : [])];
        const visit = await ledger.reach(instance, { sink: wire.kind, what: `publish ${channel}`, write: true, strikes: kinds });
        if (visit.turn === "dead" || visit.work?.dead) return "stop";
        if (visit.turn !== "go") return "refuse";
        if (!ledger.strikesAfter(visit)) return "forward";
        ledger.struck();
        silenced.add(instance);
        return "forward-silently";
      },
    };
  }

  function crashed(instance: string, error?: string): void {
    ledger.dies(instance);
    for (const { handed } of ledger.working(instance)) {
      ledger.ends(handed, "crashed", error);
      if (handed.forgotten) awaited.done(handed.event, handed.kind);
    }
  }

  async function killed(instance: string): Promise<void> {
    crashed(instance);
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
      world.watch?.handed(event.handed);
      const side = racing.sideOf(event.handed.instance);
      if (side !== undefined) racing.current?.moved(side);
      if (event.handed.forgotten) handOver(event.handed);
    } else if (event.what === "settled") {
      world.watch?.settled(event.handed);
      for (const handed of event.handed) {
        ledger.ends(handed, event.how === "ack" ? "acked" : "nacked");
        if (event.how === "ack") awaited.done(handed.event, handed.kind);
        refusals.settled(handed, event.how);
      }
      const [first] = event.handed;
      if (first !== undefined && silenced.delete(first.instance)) void killed(first.instance);
    } else if (event.what === "sent") {
      if (silenced.delete(event.sent.instance)) void killed(event.sent.instance);
    } else if (event.what === "dead") awaited.done(event.event);
    else if (event.what === "lost") for (const handed of event.unsettled) ledger.ends(handed, "crashed");
    else awaited.fail({ kind: "not-covered", message: `${event.instance}: ${event.why}` });
  }

  /** Its acknowledgement is that it was handed over: a crash there comes before anything is done. */
  function handOver(handed: Handed): void {
    if (ledger.atAck(handed, "ack") === undefined) forgotten.begins(handed);
    else void killed(handed.instance);
  }

  function ended(name: string, exit: Exit, words: string): void {
    crashed(name, words === "" ? `the process ended ${howOf(exit)}` : words);
    const said = words === "" ? "" : `; it said: ${words}`;
    if (++ends > mostEnds) awaited.fail({ kind: "exited", message: `The process ended ${ends} times by itself${said}` });
    else if (awaited.any()) again(name);
  }

  const abort = (): void => awaited.fail({ kind: "timeout", message: "cancelled" });
  signal.addEventListener("abort", abort, { once: true });
  let turns: (0 | 1)[] | undefined;
  try {
    const around = {
      world,
      stage,
      instances,
      ledger,
      awaited,
      relay,
      racing,
      overlap,
      problem: (problem: Problem) => void problems.push(problem),
    };
    const failed = await awaited.orFail(conduct(around, play, () => awaited.over()).then((moved) => void (turns = moved)));
    if (signal.aborted) throw new ToolError("CANCELLED", "The verification was cancelled.", "The caller cancelled while the consumer ran.");
    if (failed !== undefined) return { ...failedPlay(failed), trace: ledger.trace, deliveries: ledger.attempts };
    world.watch?.ending();
    const went = known.goes && (await instances.stop(patience.stopMs));
    world.watch?.stopped(went);
    await instances.killAll();
    const dead = await stage.deadLetters();
    const assumptions = [...wire.features.assumptions, ...refusals.assumptions];
    return {
      observation: await observe(dead),
      trace: ledger.trace,
      deliveries: ledger.attempts,
      faultsHit: ledger.faultsHit,
      ...(turns !== undefined && { turns }),
      problems: [...problems, ...leases(ledger.attempts, dead)],
      ...(assumptions.length > 0 && { assumptions }),
    };
  } catch (error) {
    if (error instanceof ToolError) throw error;
    if (error instanceof Unready) world.watch?.unready();
    return failedPlay(
      error instanceof Unready
        ? { kind: "exited", message: `The process cannot be played: ${error.message}` }
        : { kind: "timeout", message: firstLine(error) },
    );
  } finally {
    signal.removeEventListener("abort", abort);
    awaited.end();
    await instances.killAll();
    http.end();
    await relay?.end();
    await stage.end();
    lock.end();
  }

  async function observe(deadLetters: readonly number[]): Promise<Observation> {
    const published = (await stage.published()).map(({ channel, key, headers, body }) => ({
      sink: wire.kind,
      topic: channel,
      ...(key !== undefined && { key }),
      ...(headers && { headers }),
      value: readable(body),
    }));
    const { tables, files } = readState(lane.state);
    return { tables: [...tables, ...((await database?.tables()) ?? [])], files, kv: [], published, http: http.calls, deadLetters };
  }
}
