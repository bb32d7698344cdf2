import { relative, sep } from "node:path";
import type { Gate, Instrument, Workshop } from "../effects/gate.ts";
import { real } from "../effects/real-fs.ts";
import type { Observation, PlayOutcome, Problem } from "../observation.ts";
import type { Play } from "../play.ts";
import type { Opened, Opening } from "../subject.ts";
import { keepEnvironment, watchBuiltins } from "./builtins.ts";
import { createChance } from "./chance.ts";
import { type Clock, createClock } from "./clock.ts";
import { createGate } from "./gate.ts";
import { watchGlobals, watchListeners } from "./globals.ts";
import { type Instance, running } from "./instance.ts";
import { handedOver } from "./hand-over.ts";
import { useInstruments } from "./instruments-in-use.ts";
import { evaluateInvariants } from "./invariants.ts";
import { hookLoading } from "./loader.ts";
import { declaredBy } from "./opened.ts";
import { playSteps } from "./play-steps.ts";
import { projectTypeScript } from "./project-typescript.ts";
import type { WorkerSpec } from "./protocol.ts";
import { problemOf } from "./load-problem.ts";
import { createStage, type Stage } from "./stage.ts";
import { installSeededChance } from "./seeded-chance.ts";
import { installVirtualTime } from "./virtual-time.ts";

export interface Player {
  open(): Promise<Opening>;
  play(play: Play): Promise<PlayOutcome>;
  end: () => Promise<void>;
}

/** Plays schedules on one consumer, in this thread. Patches the built-ins of the thread: one player for each worker. */
export function createPlayer(spec: WorkerSpec, instruments: readonly Instrument[], pulse: () => void): Player {
  let epoch = 0;
  let clock: Clock = createClock(0);
  let chance = createChance(0);
  let stage: Stage | undefined;
  let deep = false;
  let keptState = false;
  /** SQL of the call's invariants, or of the consumer's own. */
  let invariantsSql: readonly string[] = spec.invariants ?? [];
  let problems: Problem[] = [];
  const assumptions = new Set<string>();
  /** Absolute. */
  const readFiles = new Set<string>();
  let filesAtStart = 0;
  const gates = new WeakMap<Instance, Gate>();

  const note = (problem: Problem): void => {
    if (!problems.some(({ kind, message }) => kind === problem.kind && message === problem.message)) problems.push(problem);
  };
  const assume = (text: string): void => void assumptions.add(text);
  const workshop: Workshop = {
    gate: () => {
      const instance = running.getStore();
      return instance === undefined ? undefined : gates.get(instance);
    },
    now: () => clock.now(),
    random: () => chance.random(),
    uuid: () => chance.uuid(),
    root: spec.root,
    scratch: () => spec.scratch,
    allowHosts: spec.allowHosts,
    // With a database of its own the set-up is in that one's dialect.
    ...(spec.database === undefined && { setup: spec.setup }),
    read: (path) => void readFiles.add(path),
    unobserved: (message) => note({ kind: "unobserved", message }),
    problem: note,
    publish: (sent) => void stage?.sent.push(sent),
    assume,
    ...(spec.database !== undefined && { database: { ...spec.database, setup: spec.setup } }),
    subscribe: (subscription) => void running.getStore()?.subscriptions.push(subscription),
  };
  const clients = useInstruments(instruments, workshop);
  const isProgram = spec.export === undefined;
  if (isProgram) process.argv[1] = spec.file;
  const loader = hookLoading(spec.root, clients.used, {
    project: spec.runner === true ? undefined : projectTypeScript(spec.root, workshop.read),
    main: isProgram ? real.realpathSync(spec.file) : undefined,
  });
  installVirtualTime(() => clock, uncaught);
  installSeededChance(() => chance);
  clients.install();
  const globals = watchGlobals();
  const builtins = watchBuiltins();
  const environment = keepEnvironment();

  process.on("unhandledRejection", (error) => uncaught(error));
  process.on("uncaughtException", (error) => uncaught(error));
  const listeners = watchListeners();
  /** An error that nobody catches ends the consumer's process: a crash. */
  function uncaught(error: unknown): void {
    const instance = running.getStore() ?? stage?.busiest();
    if (instance === undefined || instance.dead || stage === undefined) return;
    stage.uncaught(instance, error);
  }

  /** Some packages refuse to be told the same twice, such as a model's name: they are loaded anew too, from then on. */
  async function load(instance: Instance): Promise<Record<string, unknown>> {
    try {
      return await loader.load(spec.file, instance.epoch, deep || keptState);
    } catch (error) {
      if (deep || keptState || instance.epoch === 1) throw error;
      keptState = true;
      instance.subscriptions.length = 0;
      return loader.load(spec.file, instance.epoch, true);
    }
  }

  const start = async (name: string): Promise<Instance> => {
    const instance: Instance = { name, epoch: ++epoch, dead: false, module: {}, subscriptions: [], current: undefined };
    const current = stage;
    if (current === undefined) throw new Error("no play");
    pulse();
    environment.restore();
    if (!current.hasLiving()) globals.clear();
    else if (globals.added().length > 0)
      note({ kind: "not-covered", message: `instances share what stands on the global object here: ${globals.added().join(", ")}` });
    gates.set(instance, createGate(instance, current.session, pulse));
    const loading = running.run(instance, () => load(instance));
    if (!isProgram) {
      instance.module = await loading;
      return instance;
    }
    const watched = {
      clock,
      inFlight: () => current.session.inFlight + (current.busy() ? 1 : 0),
      patienceMs: spec.patienceMs,
    };
    await handedOver(instance, loading, watched);
    if (instance.subscriptions.length === 0 && instance.epoch > 1 && !deep && !keptState) {
      keptState = true;
      await handedOver(
        instance,
        running.run(instance, () => load(instance)),
        watched,
      );
    }
    return instance;
  };

  async function withStage<T>(clockMs: number, seed: number, body: (stage: Stage) => Promise<T>): Promise<T> {
    clock = createClock(clockMs);
    chance = createChance(seed);
    problems = [];
    await clients.begin();
    stage = createStage({ spec, clock, chance, start, gateOf: (instance) => gates.get(instance)!, assume, ...clients });
    try {
      return await body(stage);
    } finally {
      stage.close();
      stage = undefined;
      listeners.clear();
    }
  }
  async function observe(from: Stage): Promise<Observation> {
    const parts = [from.observe(), ...(await clients.observe())];
    const all = <K extends "tables" | "kv" | "files" | "published" | "http">(key: K) =>
      parts.flatMap((part) => (part[key] ?? []) as Observation[K][number][]);
    return {
      tables: all("tables"),
      kv: all("kv"),
      files: all("files"),
      published: all("published"),
      http: all("http"),
      deadLetters: from.deadLetters(),
    };
  }

  return {
    async open() {
      try {
        return await withStage(0, 1, async (open) => {
          const instance = await open.instance("A");
          const missing = open.lacks(instance);
          if (missing !== undefined) return { problem: withRefusals(missing, open.problems) };
          const failed = problems.find(({ kind }) => kind !== "unobserved");
          if (failed !== undefined) return { problem: failed };
          return { opened: opened(instance) };
        });
      } catch (error) {
        return { problem: problemOf(error, spec) };
      }
    },
    async play(play) {
      let last: Partial<PlayOutcome> = {};
      deep = play.deep === true;
      return withStage(play.clock, play.seed, async (current) => {
        try {
          last = await playSteps(current, play);
        } catch (error) {
          note(problemOf(error, spec));
        }
        const { trace, faultsHit } = current.session;
        const observation = await observe(current);
        const invariants = evaluateInvariants(invariantsSql, observation.tables);
        for (const problem of current.problems) note(problem);
        builtins.tell(problems);
        return {
          observation,
          trace,
          deliveries: current.attempts,
          faultsHit,
          ...(last.turns !== undefined && { turns: last.turns }),
          ...(invariants.length > 0 && { invariants }),
          problems,
          ...(assumptions.size > 0 && { assumptions: [...assumptions] }),
          ...(files().length > filesAtStart && { files: files() }),
        };
      });
    },
    end: clients.end,
  };

  function files(): string[] {
    const inside = [...new Set([...loader.files(), ...readFiles])].map((file) => relative(spec.root, file).replaceAll(sep, "/"));
    return inside.filter((file) => !file.startsWith("..")).sort();
  }

  /** What was refused on the way is often why. */
  function withRefusals({ kind, message }: Problem, uncaught: readonly Problem[]): Problem {
    const refused = problems.filter((problem) => problem.kind === "unobserved").map((problem) => problem.message);
    const told = [message, ...uncaught.slice(0, 1).map((problem) => problem.message)].join(": ");
    return { kind, message: refused.length === 0 ? told : `${told}; not to be had here: ${refused.join(", ")}` };
  }

  function opened(instance: Instance): Opened {
    const declared = declaredBy(instance, spec);
    if (invariantsSql.length === 0 && declared.invariant !== undefined) invariantsSql = [declared.invariant.sql];
    const found = files();
    filesAtStart = found.length;
    return { ...declared, files: found, clients: loader.clients(), ...(assumptions.size > 0 && { assumptions: [...assumptions] }) };
  }
}
