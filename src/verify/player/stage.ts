import { Dead, type Gate, type Sent } from "../effects/gate.ts";
import type { Attempt, Observation, Problem } from "../observation.ts";
import type { Clock } from "./clock.ts";
import type { Session } from "./gate.ts";
import type { Instance } from "./instance.ts";
import type { WorkerSpec } from "./protocol.ts";
import { createDatabase, type CtxDatabase } from "./sinks/database.ts";
import { createKeyValue } from "./sinks/key-value.ts";
import { createFiles, createPeer, createTopics } from "./sinks/peers.ts";

/** One play's world: the sinks that all instances share, who lives, and what happened. */
export interface Stage {
  readonly spec: WorkerSpec;
  readonly clock: Clock;
  readonly startMs: number;
  readonly session: Session;
  readonly attempts: Attempt[];
  readonly problems: Problem[];
  /** What the consumer's clients sent and nobody looked at yet. */
  readonly sent: Sent[];
  /** The living instance of that name; started when there is none. */
  instance(name: string): Promise<Instance>;
  /** The same without waiting; undefined: it must be started. */
  living(name: string): Instance | undefined;
  hasLiving(): boolean;
  kill(instance: Instance): void;
  /** An error that nobody caught. */
  uncaught(instance: Instance, error: unknown): void;
  busiest(): Instance | undefined;
  ctx(instance: Instance): object;
  lacks(instance: Instance): Problem | undefined;
  /** Of the instruments: something is on its way in real time; it waits for a lock. */
  readonly busy: () => boolean;
  readonly blocked: () => Promise<boolean>;
  readonly assume: (text: string) => void;
  deadLetter(event: number): void;
  deadLetters(): number[];
  observe(): Partial<Observation>;
  close(): void;
}

interface Surroundings {
  spec: WorkerSpec;
  clock: Clock;
  chance: { random(): number; uuid(): string };
  start: (name: string) => Promise<Instance>;
  gateOf: (instance: Instance) => Gate;
  died: (instance: string) => void;
  assume: (text: string) => void;
  busy: () => boolean;
  blocked: () => Promise<boolean>;
}

export function createStage({ spec, clock, chance, start, gateOf, died, assume, busy, blocked }: Surroundings): Stage {
  const living = new Map<string, Instance>();
  const deadLetters = new Set<number>();
  let database: CtxDatabase | undefined;
  const kv = createKeyValue(() => clock.now());
  const peer = createPeer(() => chance.uuid());
  const topics = createTopics();
  const files = createFiles();

  const kill = (instance: Instance): void => {
    if (instance.dead) return;
    instance.dead = true;
    if (living.get(instance.name) === instance) living.delete(instance.name);
    database?.died(instance.name);
    died(instance.name);
    instance.current?.crash();
  };
  const stage: Stage = {
    spec,
    clock,
    startMs: clock.now(),
    session: { trace: [], turns: undefined, inFlight: 0, faultsHit: 0, kill },
    busy,
    blocked,
    attempts: [],
    problems: [],
    sent: [],
    async instance(name) {
      const known = living.get(name);
      if (known !== undefined) return known;
      const fresh = await start(name);
      living.set(name, fresh);
      const { schema } = fresh.module as { schema?: unknown };
      // With a database of its own the set-up is that one's, in its dialect.
      database ??= createDatabase([
        ...(spec.database === undefined ? spec.setup : []),
        ...(Array.isArray(schema) ? schema.map(String) : []),
      ]);
      return fresh;
    },
    living: (name) => living.get(name),
    hasLiving: () => living.size > 0,
    kill,
    uncaught(instance, error) {
      if (error instanceof Dead) return kill(instance);
      const text = error instanceof Error ? error.message : String(error);
      if (instance.current === undefined) stage.problems.push({ kind: "exited", message: `an error that nobody catches: ${text}` });
      kill(instance);
    },
    busiest: () => [...living.values()].find(({ current }) => current !== undefined),
    ctx(instance) {
      const gate = gateOf(instance);
      return {
        db: database!.facade(gate),
        kv: kv.facade(gate),
        http: peer.facade(gate),
        publish: topics.facade(gate),
        fs: files.facade(gate),
        now: () => clock.now(),
        uuid: () => chance.uuid(),
        instance: instance.name,
      };
    },
    lacks({ module, subscriptions }) {
      const name = spec.export;
      if (name !== undefined)
        return typeof module[name] === "function" ? undefined : { kind: "no-export", message: `${spec.file} exports no function ${name}` };
      return subscriptions.length > 0 ? undefined : { kind: "no-export", message: `${spec.file} hands over no handler when it is loaded` };
    },
    assume,
    deadLetter: (event) => void deadLetters.add(event),
    deadLetters: () => [...deadLetters].sort((a, b) => a - b),
    observe: () => ({
      tables: database?.tables() ?? [],
      kv: kv.observe(),
      files: files.observe(),
      published: topics.published,
      http: peer.calls,
    }),
    close() {
      for (const instance of living.values()) kill(instance);
      database?.close();
    },
  };
  return stage;
}
