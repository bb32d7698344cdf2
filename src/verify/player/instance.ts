import { AsyncLocalStorage } from "node:async_hooks";
import type { Fault } from "../play.ts";
import type { Subscription } from "../effects/gate.ts";

/** One attempt in progress on an instance: what its effects count towards. */
export interface Current {
  /** Index into the attempts of the play. */
  delivery: number;
  effects: number;
  fault: Fault | undefined;
  /** Ends the attempt from outside: the instance died. */
  crash: () => void;
}

/** One load of the consumer: a name, an epoch of its modules, and whether it still lives. */
export interface Instance {
  readonly name: string;
  readonly epoch: number;
  dead: boolean;
  module: Record<string, unknown>;
  readonly subscriptions: Subscription[];
  current: Current | undefined;
}

/** Whose code is running. Timers and promises keep it. */
export const running = new AsyncLocalStorage<Instance>();
