import { type Acked, Dead, type Settled } from "../effects/gate.ts";
import type { Attempt } from "../observation.ts";
import type { Fault } from "../play.ts";
import { type Current, type Instance, running } from "./instance.ts";
import { moved, rest } from "./settle.ts";
import type { Stage } from "./stage.ts";

interface Wanted {
  instance: Instance;
  step: number;
  /** Empty: the background job. */
  copies: Attempt["copies"];
  fault: Fault | undefined;
  /** Positions whose acknowledgement counts whatever happens later. Filled. */
  done: Set<number>;
  run: (acked: Acked) => unknown;
}

/** Runs one piece of the consumer's work to its end, whatever that is, and writes it down. */
export async function attempt(stage: Stage, wanted: Wanted): Promise<{ result: Attempt["result"]; settled: Settled | undefined }> {
  const { instance, step, copies, fault, done, run } = wanted;
  const { session, clock } = stage;
  const record: { -readonly [K in keyof Attempt]: Attempt[K] } = {
    step,
    copies,
    instance: instance.name,
    atMs: clock.now() - stage.startMs,
    result: "acked",
  };
  const delivery = stage.attempts.push(record) - 1;
  let ended = false;
  let settled: Settled | undefined;
  let stop: ((result: "crashed" | "lost") => void) | undefined;
  const stopped = new Promise<"crashed" | "lost">((resolve) => (stop = resolve));
  const current: Current = { delivery, effects: 0, fault, crash: () => stop?.("crashed") };
  const strike = (side: "before" | "after"): boolean => {
    if (fault?.at !== "ack" || fault.side !== side || instance.dead) return false;
    session.faultsHit++;
    stage.kill(instance);
    return true;
  };
  const acked: Acked = (position) => {
    if (instance.dead || strike("before")) return;
    done.add(position);
    strike("after");
  };

  instance.current = current;
  const body = running.run(instance, async (): Promise<Attempt["result"]> => {
    try {
      const said = await run(acked);
      if (copies.length === 0) return "ticked";
      settled = said as Settled;
      return typeof settled === "object" ? (settled.failed.length === copies.length ? "nacked" : "partial") : settled;
    } catch (error) {
      // It ended itself; its own process would be gone.
      if (error instanceof Dead) return "crashed";
      record.error = textOf(error);
      return "nacked";
    } finally {
      ended = true;
    }
  });
  let result = await Promise.race([
    body,
    stopped,
    giveUp(
      stage,
      instance,
      () => ended || instance.dead,
      () => stop?.("lost"),
    ),
  ]);
  if (result === "crashed") stage.kill(instance);
  // Return means acknowledge: the crash strikes on its way, or right after it.
  const returned = result === "acked" || result === "partial";
  const failed = typeof settled === "object" ? settled.failed : [];
  const acknowledge = () => copies.forEach((_, position) => failed.includes(position) || done.add(position));
  if (returned && fault?.at === "ack" && done.size === 0) {
    if (fault.side === "after") acknowledge();
    if (strike(fault.side)) result = "crashed";
  }
  if (returned && result !== "crashed") acknowledge();
  // Work that the handler left behind goes on before the next delivery; dying of it does not bring the message back.
  if (!instance.dead) await rest(1);
  else if (!returned) result = "crashed";
  record.result = result;
  record.endedMs = clock.now() - stage.startMs;
  if (result === "partial") record.back = failed;
  return { result, settled };
}

/** Moves virtual time while the handler waits for nothing else; gives up on one that waits for ever. Never resolves by itself. */
async function giveUp(stage: Stage, instance: Instance, done: () => boolean, stop: () => void): Promise<never> {
  const { clock, session, spec } = stage;
  const beganMs = clock.now();
  let calls = 0;
  for (let jumps = 0; !done(); jumps++) {
    if (await moved(done, () => session.inFlight, spec.patienceMs)) break;
    // A race moves the clock itself.
    if (session.turns !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      continue;
    }
    const due = clock.nextDue();
    const stalled = due === undefined || clock.now() - beganMs > longestMs;
    if (stalled && calls++ === 0 && stall(instance)) continue;
    if (due === undefined || jumps > 10_000) {
      stage.problems.push({ kind: "timeout", message: "the handler never resolves" });
      stop();
      break;
    }
    await clock.advance(Math.max(0, due - clock.now()), () => rest(1));
  }
  return new Promise<never>(() => {});
}

/** Virtual time after which a hand-over that waits on timers alone counts as stalled. */
const longestMs = 60_000;

/** Tells the instance's clients that nothing moves any more. False: it has none that could do anything about it. */
function stall({ subscriptions }: Instance): boolean {
  for (const { stalled } of subscriptions) stalled?.();
  return subscriptions.some(({ stalled }) => stalled !== undefined);
}

function textOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split("\n")[0]!.slice(0, 200);
}
