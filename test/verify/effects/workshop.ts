import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { afterAll } from "vitest";
import {
  Dead,
  type Delivered,
  type Gate,
  type Instrument,
  type Point,
  type Running,
  type Sent,
  type Subscription,
  type Workshop,
} from "../../../src/verify/effects/gate.ts";
import type { Problem } from "../../../src/verify/observation.ts";

/** A fault at the n-th effect from now on. */
export interface Strike {
  kind: "crash" | "error";
  at: number;
  side: "before" | "after";
}

interface Living {
  readonly gate: Gate;
  dead: boolean;
}

/** A workshop of one instance, for an instrument alone: counts effects, strikes where it is told. */
export function createBench(options: Partial<Pick<Workshop, "database">> = {}) {
  const running = new AsyncLocalStorage<Living>();
  const living = new Map<string, Living>();
  const trace: string[] = [];
  const subscriptions: Subscription[] = [];
  const assumptions: string[] = [];
  const problems: Problem[] = [];
  const unobserved: string[] = [];
  const sent: Sent[] = [];
  const started: Running[] = [];
  let strike: (Strike & { seen: number }) | undefined;
  let lastId = 0;

  const reach = (point: Point<unknown>) => {
    trace.push(point.what);
    if (strike === undefined || ++strike.seen !== strike.at) return undefined;
    const now = strike;
    strike = undefined;
    return now;
  };
  const kill = (name: string) => {
    const instance = living.get(name);
    if (instance !== undefined) instance.dead = true;
    living.delete(name);
    for (const each of started) each.died?.(name);
  };
  const start = (name: string): Living => {
    const strikeNow = (fault: Strike, point: Point<unknown>): Promise<never> => {
      if (fault.kind === "error") throw point.failure?.() ?? new Error("no failure given");
      kill(name);
      return never();
    };
    const gate: Gate = {
      instance: name,
      async pass(point) {
        if (instance.dead) return never();
        const fault = reach(point);
        if (fault?.side === "before") return strikeNow(fault, point);
        const result = await point.apply();
        if (instance.dead) return never();
        return fault === undefined ? result : strikeNow(fault, point);
      },
      passSync() {
        throw new Dead();
      },
    };
    const instance: Living = { gate, dead: false };
    living.set(name, instance);
    return instance;
  };

  const workshop: Workshop = {
    gate: () => running.getStore()?.gate,
    now: () => 1_767_225_600_000,
    random: () => 0.5,
    uuid: () => `00000000-0000-4000-8000-${String(++lastId).padStart(12, "0")}`,
    root: "/project",
    scratch: () => "/scratch",
    allowHosts: [],
    read: () => {},
    unobserved: (message) => void unobserved.push(message),
    problem: (problem) => void problems.push(problem),
    assume: (text) => void assumptions.push(text),
    subscribe: (subscription) => void subscriptions.push(subscription),
    publish: (message) => void sent.push(message),
    ...options,
  };
  return {
    workshop,
    trace,
    subscriptions,
    assumptions,
    problems,
    unobserved,
    sent,
    kill,
    /** Runs as code of that instance; of a new one where it died. */
    as: <T>(name: string, body: () => T): T => running.run(living.get(name) ?? start(name), body),
    strike: (next: Strike): void => {
      strike = { ...next, seen: 0 };
    },
    start: (instrument: Instrument): Running => {
      const made = instrument.start(workshop);
      started.push(made);
      return made;
    },
  };
}

export type Bench = ReturnType<typeof createBench>;

/** Loads a fresh copy of an installed package and patches it, as the loader does; node's cache is left as it was found. */
export function loadPatched(running: Running, specifier: string): Record<string, unknown> {
  const require = createRequire(import.meta.url);
  const before = new Set(Object.keys(require.cache));
  const folder = `/node_modules/${specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")}/`;
  for (const path of before) if (path.includes(folder)) delete require.cache[path];
  const exports = require(specifier) as Record<string, unknown>;
  const replaced = running.patch?.(exports);
  afterAll(() => {
    for (const path of Object.keys(require.cache)) if (path.includes(folder)) delete require.cache[path];
  });
  return (replaced ?? exports) as Record<string, unknown>;
}

export function delivered(event: unknown, more: Partial<Delivered> = {}): Delivered {
  return {
    event,
    id: "11111111-1111-4111-8111-111111111111",
    key: "k1",
    topic: "ledger",
    partition: 0,
    offset: 0,
    redelivered: false,
    deliveryCount: 1,
    timestampMs: 1_767_225_600_000,
    headers: {},
    ...more,
  };
}

/** Lets everything move that can move by itself. */
export async function rest(): Promise<void> {
  for (let round = 0; round < 20; round++) await new Promise((resolve) => setImmediate(resolve));
}

/** `never`: it did not settle while everything that can move moved. */
export function outcome<T>(promise: Promise<T>): Promise<T | "never" | { threw: string }> {
  return Promise.race([promise.catch((error: unknown) => ({ threw: (error as Error).message })), rest().then(() => "never" as const)]);
}

const never = (): Promise<never> => new Promise<never>(() => {});
