import { Dead, type Gate, type Point } from "../effects/gate.ts";
import type { TracePoint } from "../observation.ts";
import type { Fault } from "../play.ts";
import type { Instance } from "./instance.ts";
import { rest } from "./settle.ts";
import type { Turns } from "./turns.ts";

/** What the gate needs of the play in progress. */
export interface Session {
  readonly trace: TracePoint[];
  /** Undefined while one instance works alone. */
  turns: Turns | undefined;
  /** Effects being applied that take real time (a query on its way). */
  inFlight: number;
  faultsHit: number;
  /** Ends an instance as SIGKILL does. */
  kill(instance: Instance): void;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

/** The gate of one instance: counts its effects, strikes where the schedule says, holds it while another one has the turn. */
export function createGate(instance: Instance, session: Session, pulse: () => void): Gate {
  const reach = (point: Point<unknown>): Fault | undefined => {
    const { current } = instance;
    pulse();
    if (current === undefined) return undefined;
    const n = ++current.effects;
    session.trace.push({
      delivery: current.delivery,
      n,
      sink: point.sink,
      what: point.what,
      write: point.write,
      ...(point.local && { local: true }),
    });
    const { fault } = current;
    if (fault === undefined || (fault.what === undefined ? fault.at !== n : fault.what !== point.what)) return undefined;
    if (point.local === true && fault.side === "after" && fault.kind !== "crash") return undefined;
    session.faultsHit++;
    return fault;
  };

  return {
    instance: instance.name,
    async pass(point) {
      if (instance.dead) return never();
      const fault = reach(point);
      if (session.turns !== undefined) {
        await session.turns.arrive(instance.name);
        if (instance.dead) return never();
      }
      if (fault?.side === "before") {
        if (fault.kind === "crash") return crash();
        if (fault.kind === "refuse" && point.refusal) return point.refusal();
        throw errorOf(point);
      }
      session.inFlight++;
      let result;
      try {
        // Killed right after the acknowledgement: what nobody waited for is still on its way then.
        if (isAfterAck(instance.current?.fault)) await rest(1);
        if (instance.dead) return await never<never>();
        result = await point.apply();
      } finally {
        session.inFlight--;
      }
      if (instance.dead) return never();
      if (fault === undefined) return result;
      if (fault.kind === "crash") return crash();
      if (fault.kind === "refuse" && point.refusal) return point.refusal();
      throw errorOf(point);
    },
    passSync(point) {
      if (instance.dead) throw new Dead();
      const fault = reach(point);
      session.turns?.arriveSync(instance.name);
      if (instance.dead) throw new Dead();
      if (fault?.side === "before") strikeSync(fault, point);
      const result = point.apply() as Awaited<ReturnType<typeof point.apply>>;
      if (fault !== undefined) strikeSync(fault, point);
      return result;
    },
  };

  function crash(): Promise<never> {
    session.kill(instance);
    return never();
  }
  function strikeSync(fault: Fault, point: Point<unknown>): void {
    if (fault.kind !== "crash") throw errorOf(point);
    session.kill(instance);
    throw new Dead();
  }
}

const isAfterAck = (fault: Fault | undefined): boolean => fault?.at === "ack" && fault.side === "after";

const errorOf = (point: Point<unknown>): unknown => (point.failure ?? connectionReset)();

function connectionReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", errno: -104, syscall: "read" });
}
